import { Problem } from '../../../problem.ts'
import type { PlainBackup } from '../../contract.ts'

/** The name of the part that has the database. Throws `object-missing`. */
export function dumpPart(dump: PlainBackup): 'dump.pgc' | 'dump.tar' {
  const found = (['dump.pgc', 'dump.tar'] as const).find((part) => dump.parts.includes(part))
  if (found === undefined)
    throw new Problem('object-missing', 'the backup has no part dump.pgc or dump.tar', {
      hint: 'Write its parts with --raw DIR, or restore an earlier backup with --id ID.',
    })
  return found
}

/** Throws `object-missing` for a backup without roles. */
export function mustHaveGlobals(dump: PlainBackup): void {
  if (dump.parts.includes('globals.sql')) return
  throw new Problem('object-missing', 'the backup has no roles: it was made with globals: none', {
    hint: 'Restore without --globals, and create the roles yourself.',
  })
}
