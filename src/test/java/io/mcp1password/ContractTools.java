package io.mcp1password;

import java.util.Arrays;
import java.util.List;

/**
 * A row of the contract's table of tools that every backend serves.
 *
 * @param arguments their names; one that ends with {@code ?} is optional
 * @param keys what the result has
 * @param rest verb and path
 * @param call arguments that succeed on the samples, without the consent
 */
record ContractTools(
    String tool, List<String> arguments, List<String> keys, String rest, String call) {

  private static final String CREATE_OPTIONS =
      " password? mode? field? randomLength? includeLowercase? includeUppercase? includeDigits?"
          + " includeSymbols? excludeSimilar? symbols? memorableWords? memorableSeparator?"
          + " memorableCapitalize? memorableIncludeNumber?";

  private static final String ROWS =
      """
      sdk_capabilities | | backendCapabilities effectiveSupportedTools supportedAuthModes \
      supportedTransports supportedTools supportedPrompts supportedResources \
      secretConsumptionGuidance notes | GET /capabilities | {}
      op_session_status | | backend enabled authMode configuredAuthMode accountConfigured \
      opCliPathConfigured hasCachedSession scriptRunnerAllowlistCount unrestrictedRunner \
      diagnostics | GET /session | {}
      vault_list | decryptDetails? | vaults | GET /vaults | {'decryptDetails':true}
      vault_get | vaultId includeAccessors? | vault | GET /vaults/{vaultId} | {'vaultId':'Shared'}
      item_search | query? vaultId? includeArchived? limit? | items totalMatched \
      searchedVaultCount failedVaultCount partialFailure failures | GET /items | {'query':'exam'}
      item_get_metadata | vaultId itemId | item | GET /vaults/{vaultId}/items/{itemId} | \
      {'vaultId':'Private things','itemId':'Example'}
      item_create | vaultId category title notes? tags? fields? sections? websites? | item | \
      POST /vaults/{vaultId}/items | {'vaultId':'Shared','category':'Login','title':'New'}
      item_update | vaultId itemId title? notes? tags? fields? sections? websites? | item | \
      PATCH /vaults/{vaultId}/items/{itemId} | \
      {'vaultId':'Private things','itemId':'Example','title':'Other'}
      item_delete | vaultId itemId reason acknowledgeDestructive | deleted vaultId itemId | \
      DELETE /vaults/{vaultId}/items/{itemId} | {'vaultId':'Private things','itemId':'Example'}
      password_read | secretReference? vaultId? itemId? field? reveal? reason? \
      acknowledgePlaintext? | mode vaultId itemId title field fieldType valueState | \
      POST /passwords/read | {'secretReference':'op://Private things/Example/password'}
      password_generate | length? includeLowercase? includeUppercase? includeDigits? \
      includeSymbols? excludeSimilar? symbols? reason acknowledgePlaintext | \
      generated kind valueLength | POST /passwords/random | {}
      password_generate_memorable | words? separator? capitalize? includeNumber? reason \
      acknowledgePlaintext | generated kind valueLength | POST /passwords/memorable | {}
      password_create | vaultId title username? category? tags? notes? url?OPTIONS | \
      item passwordField passwordSource generatedSecret secretLength | \
      POST /vaults/{vaultId}/passwords | {'vaultId':'Shared','title':'New','mode':'random'}
      password_update | vaultId itemId OPTIONS | \
      item passwordField passwordSource generatedSecret secretLength | \
      PUT /vaults/{vaultId}/items/{itemId}/password | \
      {'vaultId':'Private things','itemId':'Example','mode':'random'}
      secret_reveal | reference? vaultId? itemId? fieldId? reason acknowledgePlaintext | \
      revealed revealMode valueLength | POST /secrets/reveal | \
      {'reference':'op://Private things/Example/password'}
      secret_reference_check | secretReference | valid resolves vaultId itemId field fieldType | \
      POST /secrets/check | {'secretReference':'op://Private things/Example/password'}
      """;

  static List<ContractTools> all() {
    return ROWS.replace("OPTIONS", CREATE_OPTIONS).lines().map(ContractTools::of).toList();
  }

  private static ContractTools of(String row) {
    String[] cells = row.split(" *\\| *", -1);
    return new ContractTools(cells[0], words(cells[1]), words(cells[2]), cells[3], cells[4]);
  }

  private static List<String> words(String cell) {
    return Arrays.stream(cell.split(" +", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
