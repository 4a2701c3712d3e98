import { z } from 'zod'
import type { PolicyChecks } from '../checks.ts'
import { duration, expected, type Fault, judged, map } from '../value/leaf.ts'

export const encryptionShape = (checks: PolicyChecks) => {
  const key = (kind: 'recipient' | 'signer', prefix: string) =>
    judged(z.string(expected(`a public key that begins with ${prefix}1`)), (text) => {
      const wrong = checks[kind](text)
      if (wrong === undefined) return undefined
      const because = /^(is|has|does|mixes) /.test(wrong) ? `it ${wrong}` : wrong
      const hint = `Copy the ${prefix}1... text again, from where the pair was made.`
      return { message: `is not a ${kind}'s public key: ${because}`, hint }
    }).meta({ pattern: `^(${prefix}1|${prefix.toUpperCase()}1)` })
  return map('encryption', {
    recipients: judged(
      z
        .array(key('recipient', 'rpub'), expected('a list of public keys'))
        .min(1, expected('a list of at least one public key: without one, no one could open a backup'))
        .max(64, expected('at most 64 keys')),
      repeatedKey,
    )
      .describe('Public keys (rpub1...) that backups are sealed to. The secret key of any one of them opens a backup.')
      .meta({ uniqueItems: true }),
    signers: z
      .array(key('signer', 'rsig'), expected('a list of public keys'))
      .min(1, expected('a list of at least one public key: without one, every backup counts'))
      .max(64, expected('at most 64 keys'))
      .optional()
      .describe('Public keys (rsig1...): where given, only backups signed by one of them count.'),
    'rotate-every': duration
      .optional()
      .describe('How long a recipient may be in use: then a finding and an alert ask for `backproof keys rotate`.')
      .meta({ examples: ['90d', '365d'] }),
    'drill-every': duration
      .optional()
      .describe(
        'How often the holder of each recipient shows that the secret key still opens the newest backups (`backproof keys drill`).',
      )
      .meta({ examples: ['180d'] }),
  })
}

export type EncryptionInput = z.output<ReturnType<typeof encryptionShape>>

/** Who gives two keys means two people, or a spare: the same one twice is neither. */
function repeatedKey(keys: readonly string[]): Fault | undefined {
  const index = keys.findIndex((text, at) => keys.indexOf(text) !== at)
  if (index === -1) return undefined
  const message = `is the same key as encryption.recipients[${keys.indexOf(keys[index] ?? '')}]`
  return { message, hint: 'Take one of the two out, or write the key that you meant.', index }
}
