import { durationMs } from '../../time/time.ts'
import type { Encryption } from '../model.ts'
import type { EncryptionInput } from './schema.ts'

/** Whom backups are sealed to, whose count, and for how long a key is used. */
export function buildEncryption({
  recipients,
  signers = [],
  'rotate-every': rotate,
  'drill-every': drill,
}: EncryptionInput): Encryption {
  return {
    recipients,
    signers,
    ...(rotate === undefined ? {} : { rotateEveryMs: durationMs(rotate) }),
    ...(drill === undefined ? {} : { drillEveryMs: durationMs(drill) }),
  }
}
