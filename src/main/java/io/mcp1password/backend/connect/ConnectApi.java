package io.mcp1password.backend.connect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

  String ITEMS = "v1/vaults/{vaultId}/items";
  String ITEM = ITEMS + "/{itemId}";

  /** Every vault in the token's scope. Connect does not page. */
  @GET
  @Path("v1/vaults")
  List<ConnectVault> vaults();

  @GET
  @Path("v1/vaults/{vaultId}")
  ConnectVault vault(@PathParam("vaultId") String vaultId);

  /** The overviews of a vault's items: no sections, no fields. */
  @GET
  @Path(ITEMS)
  List<ConnectItem> items(@PathParam("vaultId") String vaultId);

  @GET
  @Path(ITEM)
  ConnectItem item(@PathParam("vaultId") String vaultId, @PathParam("itemId") String itemId);

  /** One item with everything that Connect writes. */
  @GET
  @Path(ITEM)
  ItemDocument document(@PathParam("vaultId") String vaultId, @PathParam("itemId") String itemId);

  /** Makes an item; the answer is the item with the ids that it was given. */
  @POST
  @Path(ITEMS)
  @Consumes(MediaType.APPLICATION_JSON)
  ConnectItem create(@PathParam("vaultId") String vaultId, JsonObject item);

  /** Replaces an item; the answer has the version of before. */
  @PUT
  @Path(ITEM)
  @Consumes(MediaType.APPLICATION_JSON)
  ConnectItem replace(
      @PathParam("vaultId") String vaultId, @PathParam("itemId") String itemId, JsonObject item);

  /** Changes parts of an item; the answer has the version of before. */
  @PATCH
  @Path(ITEM)
  @Consumes(MediaType.APPLICATION_JSON)
  ConnectItem patch(
      @PathParam("vaultId") String vaultId,
      @PathParam("itemId") String itemId,
      JsonArray operations);

  /** Deletes an item for good. */
  @DELETE
  @Path(ITEM)
  void delete(@PathParam("vaultId") String vaultId, @PathParam("itemId") String itemId);

  @GET
  @Path("health")
  ConnectHealth health();
}
