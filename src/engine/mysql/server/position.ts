import type { Finding } from '../../../problem.ts'
import { type Grants, mayAskReplication, missingForPosition, toGrant } from '../grant.ts'
import type { AskedServer } from '../inventory.ts'
import { type Asker, query } from '../session.ts'
import type { Place } from './place.ts'
import { replicaStatus } from './replica.ts'

interface Found {
  readonly place: Place
  readonly findings: readonly Finding[]
}

/**
 * A replica's own log ends with the replica, and what its source logs has other places there. Of the source's it knows files and
 * offsets (SHOW REPLICA STATUS), but not those of the dump's snapshot: the only exact ones are GTIDs.
 */
export async function placeOfDump(asker: Asker, server: AskedServer, rights: Grants): Promise<Found> {
  const { product, user } = asker.connection
  const without = (because: string, hint: string): Found => {
    const message = `the dump does not say where in the binary log it lies: ${because}`
    return { place: { kind: 'none' }, findings: [{ level: 'note', blame: 'source', message, hint }] }
  }
  const mayNot = (grant: string) => without(`${user} may not ask`, toGrant([grant], asker.connection, rights))
  if (!server.hasLog) return { place: { kind: 'none' }, findings: [] }
  const lacking = missingForPosition(rights, asker.connection)
  if (lacking !== undefined) return mayNot(lacking)
  if (!mayAskReplication(rights, asker.connection)) {
    const [[applied = '', running = ''] = []] = await query(asker, product.replicates)
    // One that has applied nothing, and applies nothing now, is no replica.
    if (applied === '' && running === '0') return { place: { kind: 'own', history: server.history }, findings: [] }
    return mayNot(`GRANT ${product.replicaRight} ON *.*`)
  }
  const sources = await replicaStatus(asker)
  const [source, ...more] = sources
  if (source === undefined) return { place: { kind: 'own', history: server.history }, findings: [] }
  const primary = 'Name the primary in its url for a dump with a position.'
  if (more.length > 0) return without(`the server replicates from ${sources.length} sources`, primary)
  const id = source['Source_UUID'] || source['Master_Server_Id'] || ''
  if (id === '' || id === '0') return without('the server is a replica that has never reached its source', primary)
  const [[exact = '', least = ''] = []] = await query(asker, product.applied)
  if (exact !== '1') return without(product.inexact, product.exactly)
  return { place: { kind: 'source', history: product.name === 'mysql' ? id : `server ${id}`, least }, findings: [] }
}

/** Of MariaDB: "0-1-17,1-3-4", the last transaction of each domain. Every one of `least`, or a later one of its domain, is in `all`. */
export function includes(all: string, least: string): boolean {
  const last = (set: string) =>
    new Map([...set.matchAll(/(\d+)-\d+-(\d+)/g)].map(([, domain = '', at = '0']) => [domain, BigInt(at)]))
  const there = last(all)
  return [...last(least)].every(([domain, at]) => (there.get(domain) ?? -1n) >= at)
}
