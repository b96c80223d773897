package io.mcp1password.audit;

/**
 * One chain as verification found it.
 *
 * @param chain its id
 * @param records how many of its lines were read, start and continuation lines included
 * @param firstSeq the number of the first of them: 0 unless it goes on from an earlier file
 * @param lastHash the hash of the last one; kept elsewhere, it proves later that nothing up to here
 *     was removed
 */
public record AuditChain(String chain, long records, long firstSeq, String lastHash) {}
