import { Problem } from '../../problem.ts'
import { encodeSecretKey, joinShares, parseSecretKeys, type SecretKey, splitSecret } from '../../seal/seal.ts'
import type { World } from '../../world.ts'
import type { Options } from '../option.ts'
import { hasSecretKey, readKeyText, readSecretKeys } from '../project/secret.ts'
import type { Result } from '../result.ts'

/** Splits the secret key that is given into shares for several people; opens it again with some of them before it shows them. */
export async function splitKey(world: World, { shares = '3', threshold = '2' }: Options): Promise<Result> {
  const key = await theKey(world)
  const into = { shares: Number(shares), threshold: Number(threshold) }
  const made = await splitSecret(key, into)
  // Those that come last: the first ones would show no mistake in the others.
  const [again] = parseSecretKeys(await joinShares(made.slice(-into.threshold).join(' ')))
  if (again?.fingerprint !== key.fingerprint) throw new Error('the shares do not give the key back')
  const json = { version: 1, fingerprint: key.fingerprint, ...into, texts: made }
  const text = () =>
    [
      ...made.map((share, at) => `share ${at + 1}  ${share}`),
      '',
      `Any ${into.threshold} of these ${into.shares} open what is sealed to ${key.fingerprint}; fewer open nothing, and tell nothing of the key.`,
      'Give each to another person, on paper or in a password manager, and keep no copy of all of them in one place.',
      'To use them: BACKPROOF_SECRET_KEY with the shares, separated by spaces, in place of the key; or `backproof keys join`.',
    ].join('\n')
  return { json, text, problems: [] }
}

/** Puts shares together again, those of BACKPROOF_SECRET_KEY or those that are typed, and shows the key. */
export async function joinKey(world: World): Promise<Result> {
  const given = hasSecretKey(world) ? await readKeyText(world) : await typedShares(world)
  if (!/\brshr1/i.test(given)) throw noShare()
  const joined = await readSecretKeys({
    ...world,
    env: { ...world.env, BACKPROOF_SECRET_KEY: given, BACKPROOF_SECRET_KEY_FILE: undefined },
  })
  const [key, ...more] = joined
  if (!key || more.length > 0)
    throw new Problem('usage', `the shares are of ${joined.length} keys, and one is put together at a time`, {
      hint: 'Give the shares of one key only; each names its key, and `backproof keys join` tells which.',
    })
  const secret = encodeSecretKey(key)
  const text = () => [`secret  ${secret}`, '', `It opens what is sealed to ${key.fingerprint}.`].join('\n')
  return { json: { version: 1, fingerprint: key.fingerprint, secret }, text, problems: [] }
}

/** Of a terminal, until there are enough. */
async function typedShares({ ask, mask }: World): Promise<string> {
  if (!ask) throw noShare()
  let shares = ''
  for (;;) {
    const typed = (await ask('A share (rshr1...), or Enter when these were all: ')).trim()
    if (typed === '') return shares
    mask(typed)
    shares = `${shares} ${typed}`
  }
}

const noShare = () =>
  new Problem('key-missing', 'no share was given', {
    hint: 'Set BACKPROOF_SECRET_KEY to the rshr1... shares, separated by spaces; on a terminal `backproof keys join` asks for them.',
  })

async function theKey(world: World): Promise<SecretKey> {
  const [key, ...more] = await readSecretKeys(world)
  if (key && more.length === 0) return key
  throw new Problem('usage', `${more.length + 1} secret keys are given, and one is split at a time`, {
    hint: 'Leave one rsec1... key in BACKPROOF_SECRET_KEY.',
  })
}
