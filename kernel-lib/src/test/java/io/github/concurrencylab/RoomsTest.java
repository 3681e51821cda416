package io.github.concurrencylab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
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

  @Test
  void should_use_only_rooms_that_come_before() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("root")
        .definedBy(BASE)
        .layer("workload")
        .definedBy(BASE + ".workload..")
        .layer("model")
        .definedBy(BASE + ".model..")
        .layer("measure")
        .definedBy(BASE + ".measure..")
        .layer("results")
        .definedBy(BASE + ".results..")
        .layer("stats")
        .definedBy(BASE + ".stats..")
        .layer("plot")
        .definedBy(BASE + ".plot..")
        .layer("report")
        .definedBy(BASE + ".report..")
        .layer("notebook")
        .definedBy(BASE + ".notebook..")
        .whereLayer("workload")
        .mayNotAccessAnyLayer()
        .whereLayer("model")
        .mayOnlyAccessLayers("workload")
        .whereLayer("measure")
        .mayOnlyAccessLayers("model", "workload")
        // Of the model only what it recorded, spans for example: see the next rule.
        .whereLayer("results")
        .mayOnlyAccessLayers("measure", "model", "workload")
        .whereLayer("stats")
        .mayOnlyAccessLayers("results", "measure", "model", "workload")
        .whereLayer("plot")
        .mayOnlyAccessLayers("stats", "results", "measure", "model", "workload")
        .whereLayer("report")
        .mayOnlyAccessLayers("plot", "stats", "results", "measure", "model", "workload")
        .whereLayer("notebook")
        .mayOnlyAccessLayers("report", "plot", "stats", "results", "measure", "model", "workload")
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("notebook")
        .mayNotBeAccessedByAnyLayer()
        .check(LAB);
  }

  @Test
  void should_know_figures_and_not_what_made_them() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".results..", BASE + ".stats..", BASE + ".plot..")
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
            BASE + ".model.process..", BASE + ".model.python..", BASE + ".model.spark..")
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
