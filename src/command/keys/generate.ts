import { generateIndexKey, generateKeys } from '../../seal/seal.ts'
import type { Result } from '../result.ts'

/** Makes a key pair for boxes and one for signatures. */
export const makeKeys = (): Result => {
  const json = generateKeys()
  const text = () =>
    [
      `recipient  ${json.recipient}`,
      `secret     ${json.secret}`,
      `signer     ${json.signer}`,
      `signing    ${json.signing}`,
      '',
      'Put the recipient into the policy (encryption.recipients). Keep the secret away from the backups: whoever has',
      'it can read every backup, and without it no one can. Pass it to verify and restore as BACKPROOF_SECRET_KEY.',
      'Optional: put the signer into the policy (encryption.signers), and give BACKPROOF_SIGNING_KEY to the jobs that back up.',
    ].join('\n')
  return { json, text, problems: [] }
}

/** Makes a key for indexes. */
export function makeIndexKey(): Result {
  const index = generateIndexKey()
  const text = () =>
    [
      `index  ${index}`,
      '',
      'Give it to the jobs that back up, as BACKPROOF_INDEX_KEY. It opens the indexes of earlier backups (names, sizes, times and digests',
      'of files) and nothing else. If it is lost, make another one: the next backup of each source is a full one.',
    ].join('\n')
  return { json: { index }, text, problems: [] }
}
