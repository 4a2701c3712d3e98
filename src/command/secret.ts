import { readFile } from 'node:fs/promises'
import { type Policy, secretNames } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import { parseSecretKeys, parseSigningKey, type SecretKey, type SigningKey } from '../seal/seal.ts'
import { secretVariables, type World } from '../world.ts'
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
    world.mask(value)
    const password = URL.canParse(value) ? new URL(value).password : ''
    if (password) world.mask(password)
    for (const word of secretWords(value)) if (word.length >= 8) world.mask(word)
  }
}

/** Without those of comments, which would garble every output, but for keys that somebody has put out of use there. */
function secretWords(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => !line.trimStart().startsWith('#'))
  const commented = text.match(/\brs(ec|gn)1\w+/gi) ?? []
  return [...lines.flatMap((line) => line.split(/\s+/)).filter((word) => word !== ''), ...commented]
}

/** True where this job can open backups. */
export function hasSecretKey({ env }: World): boolean {
  return Boolean(env['RESTORABLE_SECRET_KEY'] || env['RESTORABLE_SECRET_KEY_FILE'])
}

/** Throws `key-missing` where none is given, `key-invalid` for one that is none. */
export async function readSecretKeys(world: World): Promise<readonly SecretKey[]> {
  const file = world.env['RESTORABLE_SECRET_KEY_FILE']
  const given = world.env['RESTORABLE_SECRET_KEY'] || (file ? await readKeyFile(pathFrom(world.cwd, file)) : '')
  for (const word of secretWords(given)) world.mask(word)
  return parseSecretKeys(given)
}

async function readKeyFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new Problem('key-missing', `RESTORABLE_SECRET_KEY_FILE cannot be read: ${(cause as Error).message}`, {
      hint: 'Let it name a file that holds the rsec1... keys, which the user of this job may read.',
      cause,
    })
  }
}

/** undefined: none is given, and none is needed. Throws `key-missing` or `key-invalid` where its backups would not count. */
export function readSigningKey({ env }: World, { encryption: { signers } }: Policy): SigningKey | undefined {
  const given = env['RESTORABLE_SIGNING_KEY']
  if (!given) {
    if (signers.length === 0) return undefined
    throw new Problem('key-missing', 'the policy names signers, but RESTORABLE_SIGNING_KEY is not set', {
      hint: 'Set it in the jobs that back up; without it their backups would not count.',
    })
  }
  const key = parseSigningKey(given)
  if (signers.length === 0 || signers.some((signer) => signer.toLowerCase() === key.signer)) return key
  throw new Problem('key-invalid', `the signing key given is that of ${key.signer}, which the policy does not name`, {
    hint: 'Its backups would not count: set RESTORABLE_SIGNING_KEY to that of one of the signers, or add this one.',
  })
}
