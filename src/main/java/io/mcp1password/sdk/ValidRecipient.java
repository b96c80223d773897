package io.mcp1password.sdk;

/** Someone with whom an item can be shared, as the account's policy allows. */
public sealed interface ValidRecipient {

  /** The owner of one email address. */
  record Email(String email) implements ValidRecipient {}

  /** Everyone with an email address of a domain. */
  record Domain(String domain) implements ValidRecipient {}

  /** A kind of recipient that this version does not know; it can be read, and never sent. */
  record Unknown() implements ValidRecipient {}
}
