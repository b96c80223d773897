package io.mcp1password.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.model.SecretReference.Attribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "op://Vault/Item/password | Vault | Item | - | password | VALUE",
        "op://My Vault/My Item/field | My Vault | My Item | - | field | VALUE",
        "op://My+Vault/a%2Fb/Section+1/one%20two | My Vault | a/b | Section 1 | one two | VALUE",
        "op://v/i/f?attribute=otp | v | i | - | f | OTP",
        "op://v/i/f?attr=title | v | i | - | f | TITLE",
        "op://v/100%25/f | v | 100% | - | f | VALUE",
        "op://v/C%2B%2B/f | v | C++ | - | f | VALUE",
      })
  void isReadInEveryWrittenForm(
      String text, String vault, String item, String section, String field, Attribute attribute) {
    assertThat(SecretReference.parse(text))
        .isEqualTo(new SecretReference(vault, item, section, field, attribute));
  }

  @Test
  void namesAreComparedInNormalFormC() {
    assertThat(SecretReference.parse("op://Cafe\u0301/i/f").vault()).isEqualTo("Caf\u00e9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "op:/v/i/f",
        "http://v/i/f",
        "op://v/i",
        "op://v",
        "op://v//f",
        "op://v/i/s/f/x",
        "op://v/ /f",
        "op://v/i/f%",
        "op://v/i/f%4",
        "op://v/i/f%zz",
        "op://v/i/%ff",
        "op://v/i/%00",
        "op://v/i/f?",
        "op://v/i/f?attribute=",
        "op://v/i/f?attribute=all",
        "op://v/i/f?x=otp",
        "op://v/i/f?attribute=otp&attribute=id"
      })
  void whatIsNoReferenceIsRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> SecretReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("op://v/i");
  }

  @Test
  void printsAsAMask() {
    assertThat(SecretReference.parse("op://Vault/Item/password").toString())
        .doesNotContain("Vault")
        .doesNotContain("Item");
  }
}
