import type { Answer } from '../../hosts/choose.ts'

/** What INFO says of a server's place among its replicas. The id of a history of writes is also that of its replicas. */
export function standingOf(fields: ReadonlyMap<string, string>): Answer {
  const role = fields.get('role')
  const id = fields.get('master_replid')
  if (id === undefined || (role !== 'master' && role !== 'slave'))
    return { kind: 'refused', because: 'INFO does not say whether it is a primary or a replica', hint }
  const before = fields.get('master_replid2') ?? ''
  // Of one that was promoted: what it followed until then.
  const ids = [id, ...(/^0*$/.test(before) ? [] : [before])]
  const history = `replication id ${id.slice(0, 12)}`
  if (role === 'master') return { kind: 'primary', ids, history, ...at(fields.get('master_repl_offset')) }
  const standing = { kind: 'replica', ids, follows: history, ...at(fields.get('slave_repl_offset')) } as const
  if (fields.get('master_link_status') !== 'up') {
    const since = fields.get('master_link_down_since_seconds')
    const told = since === undefined || since === '-1' ? '' : ` (for ${since} s)`
    return { ...standing, broken: `its link to the primary is down${told}` }
  }
  // Its primary sends something every 10 s (repl-ping-replica-period), and it applies all that it gets at once.
  const heard = Number(fields.get('master_last_io_seconds_ago') ?? -1)
  return heard >= 0
    ? { ...standing, behindSeconds: heard }
    : { ...standing, unknown: 'it does not say when it last heard' }
}

const hint = 'Name the servers themselves, and not a proxy before them.'

const at = (offset: string | undefined) => (/^\d+$/.test(offset ?? '') ? { at: BigInt(offset ?? 0) } : {})
