import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Problem } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import type { World } from '../../world.ts'
import { pathFrom } from '../project/policy-file.ts'

/** Who knows one of the tokens may ask; without any, nobody may. */
export interface Tokens {
  readonly count: number
  /** Takes the same time whatever is given, as far as this program can help it. */
  allow(given: string): boolean
}

export const tokenVariable = 'BACKPROOF_SERVE_TOKEN'
export const tokenFileVariable = 'BACKPROOF_SERVE_TOKEN_FILE'

const shortest = 24
const mostBytes = 16_384
/** RFC 6750: what may follow `Bearer `. */
const pattern = /^[A-Za-z0-9\-._~+/]+=*$/

/**
 * The tokens of the environment, or of the file that it names: several, parted by white space, so that a new one can be given
 * before the old one is taken away. Every one is masked. Throws `secret-missing` for a file that cannot be read, `usage` for
 * a token that is too short or cannot stand in a header.
 */
export async function readTokens(world: World): Promise<Tokens> {
  const given = world.env[tokenVariable] || (await readTokenFile(world))
  const words = given.split(/\s+/).filter((word) => word !== '')
  for (const word of words) world.mask(word)
  for (const word of words) {
    if (word.length < shortest)
      throw new Problem('usage', `a token of ${tokenVariable} is shorter than ${shortest} characters`, {
        hint: 'Make one with `openssl rand -hex 32`.',
      })
    if (!pattern.test(word))
      throw new Problem('usage', `a token of ${tokenVariable} has characters that cannot stand in a header`, {
        hint: 'Make one with `openssl rand -hex 32`.',
      })
  }
  const digests = words.map(digestOf)
  return {
    count: words.length,
    allow(text) {
      const asked = digestOf(text)
      // Not `some`: which one it was must not show in the time either.
      return digests.reduce((found, one) => timingSafeEqual(one, asked) || found, false)
    },
  }
}

async function readTokenFile({ env, cwd }: World): Promise<string> {
  const file = env[tokenFileVariable]
  if (!file) return ''
  try {
    const bytes = await readFile(pathFrom(cwd, file))
    if (bytes.length <= mostBytes && bytes.some((byte) => byte > 32)) return bytes.toString('utf8')
  } catch (cause) {
    throw new Problem('secret-missing', `${tokenFileVariable} cannot be read: ${reasonOf(cause)}`, {
      hint: 'Set it to a file with one token on each line, which this user may read.',
      cause,
    })
  }
  throw new Problem('secret-missing', `the file that ${tokenFileVariable} names has no token in it`, {
    hint: 'Write one token on each line; `openssl rand -hex 32` makes one.',
  })
}

const digestOf = (text: string) => createHash('sha256').update(text).digest()
