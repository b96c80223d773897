package io.mcp1password.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BearerPolicyTest {

  private static final BearerPolicy POLICY = new BearerPolicy(Secret.of("0123456789abcdef"));

  @ParameterizedTest
  @CsvSource({
    "Bearer 0123456789abcdef,ACCEPTED",
    "bearer 0123456789abcdef,ACCEPTED",
    "BEARER   0123456789abcdef,ACCEPTED",
    "Bearer 0123456789abcdeF,WRONG",
    "Bearer 0123456789abcde,WRONG",
    "Bearer 0123456789abcdef0,WRONG",
    "Bearer 0123456789abcdef x,WRONG",
    "'Bearer 0123456789abcdef,Bearer x',WRONG",
    "Bearer,WRONG",
    "'Bearer ',WRONG",
    "'',WRONG",
    "0123456789abcdef,WRONG",
    "Basic 0123456789abcdef,WRONG"
  })
  void judgesOneHeader(String header, BearerPolicy.Verdict verdict) {
    assertThat(POLICY.judge(List.of(header))).isEqualTo(verdict);
  }

  @Test
  void tellsAMissingTokenFromAWrongOne() {
    assertThat(POLICY.judge(List.of())).isEqualTo(BearerPolicy.Verdict.MISSING);
  }

  @Test
  void refusesSeveralHeadersEvenWhenBothAreRight() {
    String right = "Bearer 0123456789abcdef";

    assertThat(POLICY.judge(List.of(right, right))).isEqualTo(BearerPolicy.Verdict.WRONG);
  }

  @Test
  void acceptsAnythingWhenNoTokenIsRequired() {
    BearerPolicy open = new BearerPolicy(null);

    assertThat(open.judge(List.of())).isEqualTo(BearerPolicy.Verdict.ACCEPTED);
    assertThat(open.judge(List.of("Basic x"))).isEqualTo(BearerPolicy.Verdict.ACCEPTED);
  }
}
