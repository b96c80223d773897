package io.mcp1password.mcp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class McpSchemaTest {

  @ParameterizedTest
  @EnumSource(Revision.class)
  void theSchemasRefuseWhatIsNoMessage(Revision revision) {
    McpSchema schema = McpSchema.of(revision);
    assertThatThrownBy(() -> schema.requireMessage(Fixture.json("{\"jsonrpc\":\"2.0\",\"id\":1}")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> schema.require("ListToolsResult", Fixture.json("{\"tools\":[{}]}")))
        .isInstanceOf(AssertionError.class);
  }
}
