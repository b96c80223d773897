package io.mcp1password;

import io.mcp1password.sdk.Auth;
import io.mcp1password.sdk.ClientConfig;
import io.mcp1password.sdk.Core;
import io.mcp1password.sdk.Item;
import io.mcp1password.sdk.ItemCategory;
import io.mcp1password.sdk.ItemCreateParams;
import io.mcp1password.sdk.ItemField;
import io.mcp1password.sdk.ItemFieldType;
import io.mcp1password.sdk.OnePasswordClient;
import io.mcp1password.sdk.PasswordRecipe;
import io.mcp1password.sdk.Plaintext;
import io.mcp1password.sdk.VaultOverview;
import java.util.List;

/** Makes a login with a new password, reads the password back, and archives the login. */
final class SdkExample {

  private SdkExample() {}

  static boolean run(Core core, String token) {
    var auth = new Auth.ServiceAccount(Plaintext.of(token));
    try (var client = OnePasswordClient.connect(core, ClientConfig.of(auth, "My program", "1.0"))) {
      VaultOverview vault = client.vaults().list().getFirst();
      Plaintext password =
          client.secrets().generatePassword(new PasswordRecipe.Random(true, false, 24));
      var field =
          new ItemField("password", "password", null, ItemFieldType.CONCEALED, password, null);
      var params = ItemCreateParams.of(ItemCategory.LOGIN, vault.id(), "My login", List.of(field));
      Item login = client.items().create(params);
      String reference = "op://" + vault.id() + "/" + login.id() + "/password";
      boolean same = client.secrets().resolve(reference).equals(password);
      client.items().archive(vault.id(), login.id());
      return same;
    }
  }
}
