package io.mcp1password.sdk;

/**
 * A client of 1Password. It is safe for use by many threads; its calls wait for their answer.
 *
 * <p>Every call throws an {@link SdkException} when it fails.
 */
public final class OnePasswordClient implements AutoCloseable {

  private final Invocations invocations;
  private final Vaults vaults;
  private final Items items;
  private final Groups groups;
  private final Environments environments;
  private final Secrets secrets;

  private OnePasswordClient(Core core, Invocations invocations) {
    this.invocations = invocations;
    this.vaults = new Vaults(invocations);
    this.items = new Items(invocations);
    this.groups = new Groups(invocations);
    this.environments = new Environments(invocations);
    this.secrets = new Secrets(core, invocations);
  }

  /**
   * Signs in.
   *
   * @param core stays the caller's, to be closed after the client; many clients may share one
   * @throws SdkException when that fails
   */
  public static OnePasswordClient connect(Core core, ClientConfig config) {
    return new OnePasswordClient(core, Invocations.signIn(core, config));
  }

  public Vaults vaults() {
    return vaults;
  }

  public Items items() {
    return items;
  }

  public Groups groups() {
    return groups;
  }

  public Environments environments() {
    return environments;
  }

  public Secrets secrets() {
    return secrets;
  }

  /** Lets the core forget the client. */
  @Override
  public void close() {
    invocations.release();
  }
}
