package io.mcp1password;

import org.junit.jupiter.api.Test;

/** The table in the documentation has a row for each fault that the tests make, and no other. */
class FaultTableTest {

  @Test
  void hasTheRowsThatTestsSaw() throws Exception {
    FaultTable.checkRows();
  }
}
