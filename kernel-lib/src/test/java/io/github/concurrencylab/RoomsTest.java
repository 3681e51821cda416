package io.github.concurrencylab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.concurrencylab.model.Model;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.Test;

/** How the rooms lie: each rule here is one that the design states. */
class RoomsTest {
  private static final String BASE = "io.github.concurrencylab";

  private static final JavaClasses LAB =
      new ClassFileImporter()
          // ArchUnit's own option for this knows only the place where Maven usually builds.
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(BASE);

  /** What the kernel imports with a star into every notebook. */
  private static final List<String> STAR_IMPORTS =
      List.of(
          "java.lang",
          "java.util",
          "java.util.concurrent",
          "java.time",
          "java.io",
          "java.net",
          "java.math",
          "java.util.regex",
          "java.util.prefs");

  /** The way through the house: a room may use those before it. */
  private static final List<String> ROOMS =
      List.of(
          "base",
          "workload",
          "model",
          "measure",
          "results",
          "stats",
          "findings",
          "predict",
          "table",
          "plot",
          "report",
          "notebook");

  @Test
  void should_use_only_rooms_that_come_before() {
    for (int room = 0; room < ROOMS.size(); room++) {
      String[] later =
          Stream.concat(ROOMS.stream().skip(room + 1).map(RoomsTest::all), Stream.of(BASE))
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(all(ROOMS.get(room)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .check(LAB);
    }
  }

  @Test
  void should_belong_to_a_room() {
    classes()
        .that()
        .resideOutsideOfPackage(BASE)
        .should()
        .resideInAnyPackage(ROOMS.stream().map(RoomsTest::all).toArray(String[]::new))
        .check(LAB);
    noClasses()
        .that()
        .resideInAPackage(BASE)
        .should()
        .dependOnClassesThat(in("notebook"))
        .check(LAB);
  }

  @Test
  void should_do_nothing_but_mathematics_in_stats() {
    noClasses()
        .that()
        .resideInAPackage(all("stats"))
        .should()
        .dependOnClassesThat(in("workload", "model", "measure", "results"))
        .check(LAB);
  }

  @Test
  void should_draw_no_tables_and_tabulate_no_charts() {
    noClasses()
        .that()
        .resideInAPackage(all("plot"))
        .should()
        .dependOnClassesThat(in("table"))
        .check(LAB);
  }

  private static String all(String room) {
    return BASE + "." + room + "..";
  }

  private static DescribedPredicate<JavaClass> in(String... rooms) {
    return resideInAnyPackage(Stream.of(rooms).map(RoomsTest::all).toArray(String[]::new));
  }

  @Test
  void should_know_figures_and_not_what_made_them() {
    noClasses()
        .that()
        .resideInAnyPackage(
            all("results"),
            all("stats"),
            all("findings"),
            all("predict"),
            all("table"),
            all("plot"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(BASE + ".model..")
                .and(
                    not(assignableTo(Record.class).or(assignableTo(Enum.class)))
                        .or(assignableTo(Model.class))))
        .check(LAB);
  }

  @Test
  void should_have_no_cycles() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(LAB);
  }

  @Test
  void should_know_the_kernel_in_notebook_only() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".notebook..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.dflib..")
        .check(LAB);
  }

  @Test
  void should_know_charts_in_plot_and_hand_them_on_in_report_and_notebook_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + ".plot..", BASE + ".report..", BASE + ".notebook..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.jfree..", "org.apache.batik.."))
        .check(LAB);
    classes()
        .that()
        .resideInAPackage(BASE + ".report..")
        .should()
        .onlyDependOnClassesThat(resideOutsideOfPackage("org.jfree..").or(type(JFreeChart.class)))
        .check(LAB);
  }

  @Test
  void should_start_processes_in_their_rooms_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            BASE + ".model.child..",
            BASE + ".model.process..",
            BASE + ".model.python..",
            BASE + ".model.spark..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(LAB);
  }

  @Test
  void should_not_use_method_names_that_the_kernel_imports() {
    methods()
        .that()
        .arePublic()
        .should()
        .haveNameNotMatching("display|render|eval|printf|updateDisplay")
        .check(LAB);
  }

  @Test
  void should_not_share_a_simple_name_with_a_type_that_the_kernel_imports() throws IOException {
    Set<String> taken = new HashSet<>();
    FileSystem runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
    for (String star : STAR_IMPORTS) {
      String module = star.equals("java.util.prefs") ? "java.prefs" : "java.base";
      Path types = runtime.getPath("modules", module, star.replace('.', '/'));
      try (Stream<Path> files = Files.list(types)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.matches("\\w+\\.class"))
            .forEach(file -> taken.add(file.substring(0, file.length() - ".class".length())));
      }
    }

    assertThat(taken).contains("List", "Future", "Duration", "File", "BigDecimal", "Pattern");
    assertThat(LAB.stream().filter(RoomsTest::isOpenToNotebooks).map(JavaClass::getSimpleName))
        .doesNotContainAnyElementsOf(taken)
        .doesNotHaveDuplicates();
  }

  private static boolean isOpenToNotebooks(JavaClass type) {
    return type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC);
  }
}
