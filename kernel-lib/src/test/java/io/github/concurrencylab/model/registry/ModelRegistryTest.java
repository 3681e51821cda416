package io.github.concurrencylab.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Lab;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Models;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a new model must not forget. */
class ModelRegistryTest {
  private static final int WORKERS = 16;

  private static final List<Model> ALL =
      ModelRegistry.entries().stream().map(entry -> entry.of().apply(WORKERS)).toList();

  @Test
  void should_have_a_model_of_each_kind() {
    Set<ModelKind> kinds = ALL.stream().map(model -> model.id().kind()).collect(Collectors.toSet());

    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ModelKind.values()).filter(kind -> kind != ModelKind.OWN).toList());
    assertThat(ALL).extracting(Model::id).doesNotHaveDuplicates();
  }

  @Test
  void should_list_every_model_that_a_cell_can_make_and_no_other() {
    Set<Class<?>> made =
        Arrays.stream(Lab.class.getMethods())
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .map(Method::getReturnType)
            .filter(Model.class::isAssignableFrom)
            .collect(Collectors.toSet());

    assertThat(made)
        .containsExactlyInAnyOrderElementsOf(
            ALL.stream().map(Model::getClass).collect(Collectors.toSet()));
  }

  @Test
  void should_be_made_in_a_cell_by_the_call_of_its_label() {
    Set<String> methods =
        Arrays.stream(Lab.class.getMethods()).map(Method::getName).collect(Collectors.toSet());

    assertThat(methods).contains("python");
    assertThat(methods).containsAll(ALL.stream().map(model -> model.id().kind().call()).toList());
  }

  @Test
  void should_be_in_the_readme_in_the_same_order_and_words() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String table =
        ModelRegistry.entries().stream()
            .map(entry -> {
              Model model = entry.of().apply(WORKERS);
              return "| `%s` | %s | %s |\n"
                  .formatted(
                      model.id().call(), model.description(), entry.counterpart().orElse(""));
            })
            .collect(Collectors.joining());

    assertThat(readme).contains(table);
  }

  @Test
  void should_be_run_by_the_tests_of_all_models() {
    Set<ModelKind> run = Models.all().map(model -> model.id().kind()).collect(Collectors.toSet());
    Stream<ModelKind> ofThisProcess =
        ALL.stream().filter(Model::runsHere).map(model -> model.id().kind());

    assertThat(run).containsAll(ofThisProcess.toList());
  }

  @Test
  void should_say_in_one_line_what_it_refuses() {
    OwnTasks pythonOnly = OwnTasks.inPython("squares", 2, "def task(i): return i * i");
    OwnTasks javaOnly = OwnTasks.of("squares", 2, i -> i * i);
    for (Model model : ALL) {
      boolean python = model.id().platform().kind() == Platform.Kind.CPYTHON;
      boolean onlyInPython = model.id().kind() == ModelKind.INTERPRETERS;
      assertThat(model.description()).isNotBlank().doesNotEndWith(".");
      assertThat(model.refusal(ModuloSum.article()).isPresent())
          .as(model.name())
          .isEqualTo(onlyInPython);
      assertThat(model.refusal(pythonOnly).isPresent()).as(model.name()).isEqualTo(!python);
      assertThat(model.refusal(javaOnly).isPresent())
          .as(model.name())
          .isEqualTo(python || onlyInPython);
      Stream.of(ModuloSum.article(), pythonOnly, javaOnly)
          .flatMap(workload -> model.refusal(workload).stream())
          .forEach(refusal -> assertThat(refusal).isNotBlank().doesNotContain("\n"));
    }
  }

  @Test
  void should_name_cpython_s_counterparts() {
    assertThat(
            ModelRegistry.entries().stream()
                .filter(entry -> entry.counterpart().isPresent())
                .map(entry -> entry.of().apply(1).id()))
        .containsExactly(
            ModelId.of(ModelKind.BLOCKING),
            ModelId.of(ModelKind.THREADS, 1),
            ModelId.of(ModelKind.EVENT_LOOP),
            ModelId.of(ModelKind.EVENT_LOOP).variant(ModelId.TASKS_FIRST),
            ModelId.of(ModelKind.PROCESSES, 1),
            ModelId.of(ModelKind.INTERPRETERS, 1));
  }
}
