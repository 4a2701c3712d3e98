import { Problem } from '../problem.ts'
import { generateIndexKey, generateKeys } from '../seal/seal.ts'
import type { Result, Run } from './result.ts'

/** Makes a key pair for boxes and one for signatures; or a key for indexes. */
export const keys: Run = async (world, { words = [] }) => {
  if (world.env['GITHUB_ACTIONS'] === 'true') {
    throw new Problem('usage', 'keys are not generated in a workflow: its log would contain the secret ones', {
      hint: 'Run `backproof keys generate` on your own machine and store the secrets as repository secrets.',
    })
  }
  const [verb, ...rest] = words
  if (verb === 'index' && rest.length === 0) return makeIndexKey()
  if (verb !== 'generate' || rest.length > 0) {
    const said = words.length > 0 ? `, not ${words.join(' ')}` : ''
    throw new Problem('usage', `keys takes one word, generate or index${said}`, {
      hint: 'Run `backproof keys generate`, or `backproof keys index` for incremental backups of files.',
    })
  }
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

function makeIndexKey(): Result {
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
