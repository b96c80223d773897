package io.mcp1password.audit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class TextMaskPropertiesTest {

  @Property(tries = 300)
  void noReferenceSurvivesAnySurroundings(
      @ForAll @StringLength(max = 20) String before,
      @ForAll @AlphaChars @NumericChars @StringLength(min = 12, max = 30) String item) {
    String masked = TextMask.mask(before + "op://My Vault/" + item + "/one time code");

    assertThat(masked).doesNotContain(item).doesNotContain("one time code");
  }
}
