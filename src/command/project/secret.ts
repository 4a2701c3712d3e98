import { type Policy, secretNames } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import {
  joinShares,
  parseIndexKey,
  parseSecretKeys,
  parseSigningKey,
  type SecretKey,
  type SigningKey,
} from '../../seal/seal.ts'
import { secretVariables, type World } from '../../world.ts'
import { readKeyFile } from './key-file.ts'
import { pathFrom } from './policy-file.ts'

/** Variables that the policy uses as secrets; a bucket's name or a path is none, and to mask it would garble ids. */
export function variablesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  if ('template' in value && typeof value.template === 'string') return secretNames(value.template)
  return Object.values(value).flatMap(variablesOf)
}

/** Masks the values of these variables, and of those that are secrets whether a policy names them or not. */
export function maskSecrets(world: World, names: readonly string[]): void {
  for (const name of [...names, ...secretVariables]) {
    const value = world.env[name]
    if (!value) continue
    const found = keyVariables.has(name) ? keyWords(value) : []
    if (found.length > 0) {
      for (const key of found) world.mask(key)
      continue
    }
    world.mask(value)
    for (const password of passwordsIn(value)) world.mask(password)
    for (const word of secretWords(value)) if (word.length >= 8) world.mask(word)
  }
}

/** Of a URL, also of one with several hosts, which is none by the book. */
function passwordsIn(text: string): readonly string[] {
  // What is pasted with it leaves its password a password.
  const value = text.replace(/^[\s"'`]+|[\s"'`]+$/g, '')
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return []
  const user = /^[^:]*:\/\/[^/?#@]*?:([^/?#@]*)@/s.exec(value)?.[1] ?? ''
  const parameters = new URLSearchParams(/\?(.*)$/s.exec(value)?.[1] ?? '')
  const strict = URL.canParse(value) ? new URL(value).password : ''
  const found = [user, strict, ...['password', 'sslpassword'].map((name) => parameters.get(name) ?? '')]
  return found.filter((one) => one !== '')
}

/** Without those of comments, which would garble every output. */
function secretWords(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => !line.trimStart().startsWith('#'))
  return lines.flatMap((line) => line.split(/\s+/)).filter((word) => word !== '')
}

/** True where this job can open backups. */
export function hasSecretKey({ env }: World): boolean {
  return Boolean(env['BACKPROOF_SECRET_KEY'] || env['BACKPROOF_SECRET_KEY_FILE'])
}

/** Throws `key-missing` where none is given, `key-invalid` for one that is none. */
export async function readSecretKeys(world: World): Promise<readonly SecretKey[]> {
  const given = await readKeyText(world)
  const found = keyWords(given)
  // What has no key in it is a mistyped one, or nothing that should show either.
  for (const word of found.length > 0 ? found : secretWords(given)) world.mask(word)
  return parseSecretKeys(await joinShares(withoutLabels(given)))
}

/** As it is given: by a variable, or by the file that another names; empty where none is. Throws `key-invalid` where both are set. */
export async function readKeyText({ env, cwd, log }: Pick<World, 'env' | 'cwd' | 'log'>): Promise<string> {
  const [text, file] = [env['BACKPROOF_SECRET_KEY'], env['BACKPROOF_SECRET_KEY_FILE']]
  // While a key is replaced, one is often the old one: split or printed for the new one, that would lose every backup.
  if (text && file)
    throw new Problem('key-invalid', 'BACKPROOF_SECRET_KEY and BACKPROOF_SECRET_KEY_FILE are both set', {
      hint: 'Unset the one that is not meant: unset BACKPROOF_SECRET_KEY, or unset BACKPROOF_SECRET_KEY_FILE.',
    })
  return text || (file ? readKeyFile(pathFrom(cwd, file), log.warning) : '')
}

const keyVariables: ReadonlySet<string> = new Set([
  'BACKPROOF_SECRET_KEY',
  'BACKPROOF_SIGNING_KEY',
  'BACKPROOF_INDEX_KEY',
])

/** Secret, signing and index keys and shares in a text, those in comments and mistyped ones as well: the only words of it that are secret. */
function keyWords(text: string): readonly string[] {
  return text.match(/\b(r(sec|sgn|idx|shr)1\w+|(?!rpub1|rsig1)\w{30,})/gi) ?? []
}

/** The secret keys of what `keys generate` printed, as a text or as JSON; any other text as it is. */
function withoutLabels(text: string): string {
  const labelled = [...text.matchAll(/^\s*secret\s+(\S+)\s*$/gm)].map((found) => found[1])
  if (labelled.length > 0) return labelled.join('\n')
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json === 'object' && json !== null && 'secret' in json && typeof json.secret === 'string')
      return json.secret
  } catch {
    // Not JSON: keys, or nothing that will pass for one.
  }
  return text
}

/** What opens indexes; undefined: none is given. Throws `key-invalid`. */
export function readIndexKey({ env }: Pick<World, 'env'>): SecretKey | undefined {
  const given = env['BACKPROOF_INDEX_KEY']
  return given ? parseIndexKey(given) : undefined
}

/** undefined: none is given, and none is needed. Throws `key-missing` or `key-invalid` where its backups would not count. */
export function readSigningKey({ env }: World, { encryption: { signers } }: Policy): SigningKey | undefined {
  const given = env['BACKPROOF_SIGNING_KEY']
  if (!given) {
    if (signers.length === 0) return undefined
    throw new Problem('key-missing', 'the policy names signers, but BACKPROOF_SIGNING_KEY is not set', {
      hint: 'Set it in the jobs that back up, and where backups are acknowledged (`ack`): without it, neither would count.',
    })
  }
  const key = parseSigningKey(given)
  if (signers.length === 0 || signers.some((signer) => signer.toLowerCase() === key.signer)) return key
  throw new Problem('key-invalid', `the given signing key belongs to ${key.signer}, which the policy does not name`, {
    hint: 'Its backups would not count: set BACKPROOF_SIGNING_KEY to the key of a signer in the policy, or add this signer.',
  })
}
