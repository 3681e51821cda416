package io.github.concurrencylab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.junit.jupiter.api.Test;

class LabExtensionTest {
  @Test
  void should_be_found_by_the_kernel() {
    assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(LabExtension.class);
  }
}
