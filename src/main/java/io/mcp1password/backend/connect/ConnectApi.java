package io.mcp1password.backend.connect;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;
import java.util.List;

/**
 * The part of the 1Password Connect API that is used, as a MicroProfile REST client.
 *
 * <p>Every method throws what {@link ConnectErrors} and {@link ConnectFailures} make of a failure.
 */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface ConnectApi extends Closeable {

  /** Every vault in the token's scope. Connect does not page. */
  @GET
  @Path("v1/vaults")
  List<ConnectVault> vaults();

  @GET
  @Path("v1/vaults/{vaultId}")
  ConnectVault vault(@PathParam("vaultId") String vaultId);

  /** The overviews of a vault's items: no sections, no fields. */
  @GET
  @Path("v1/vaults/{vaultId}/items")
  List<ConnectItem> items(@PathParam("vaultId") String vaultId);

  @GET
  @Path("v1/vaults/{vaultId}/items/{itemId}")
  ConnectItem item(@PathParam("vaultId") String vaultId, @PathParam("itemId") String itemId);

  @GET
  @Path("health")
  ConnectHealth health();
}
