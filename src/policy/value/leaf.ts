import { z } from 'zod'
import { type Duration, parseDate, parseDuration, type WrittenDate } from '../../time/time.ts'
import { namesSome, parseSize } from '../../words/words.ts'
import {
  type AddressFault,
  endpointFault,
  hasScheme,
  hookUrlFault,
  isVariable,
  serverUrlFault,
  targetFault,
  type UrlForm,
} from './address.ts'
import { type Environment, expand, pieces, unescaped, variables } from './template.ts'

// Every schema's error message is what is expected, as a noun phrase ("a size such as 5GiB"): issue.ts makes the sentence.
// A custom issue says `{ expected }`, or a whole predicate in its message.

export const expected = (what: string): { readonly error: () => string } => ({ error: () => what })

export interface Fault extends AddressFault {
  /** The message is a noun phrase: "must be <message>, not <value>". */
  readonly kind?: 'expected'
  /** Of a list entry, if that is at fault. */
  readonly index?: number
  /** Of a map, the key that is at fault. */
  readonly key?: string
}

/** A check on a leaf: undefined where the text is right. */
export function judged<T extends z.ZodType>(schema: T, judge: (value: z.output<T>) => Fault | undefined): T {
  return schema.superRefine((value, context) => {
    const fault = judge(value)
    if (!fault) return
    const at = fault.index ?? fault.key
    const path = at === undefined ? {} : { path: [at] }
    context.addIssue({
      code: 'custom',
      message: fault.message,
      params: { hint: fault.hint, kind: fault.kind },
      ...path,
    })
  }) as T
}

/** `pattern` is for editors, in the JSON Schema: it may let pass what is found here, and never the other way round. */
function parsed<O>(what: string, read: (text: string) => O | { readonly wrong: string }, pattern: RegExp) {
  return z
    .string(expected(what))
    .transform((text, context): O => {
      const result = read(text)
      if (typeof result !== 'object' || result === null || !('wrong' in result)) return result as O
      context.addIssue({ code: 'custom', message: result.wrong, params: { kind: 'expected' } })
      return z.NEVER
    })
    .meta({ pattern: pattern.source })
}

/** One line of text. */
export const line = (what: string) =>
  z
    .string(expected(what))
    .regex(/^[^\u0000-\u001f\u007f]{1,1000}$/, expected(`${what} of one line`))
    .transform(unescaped)

export const texts = (what: string, item: string) =>
  z.array(line(item), expected(what)).min(1, expected(what)).max(1000, expected('at most 1000 entries'))

export const count = (what: string, max: number) =>
  z
    .int(expected(what))
    .min(1, expected(what))
    .max(max, expected(what.endsWith(` to ${max}`) ? what : `${what}, at most ${max}`))

export const size = parsed<number>(
  'a size such as 500MB or 5GiB',
  (text) => parseSize(text) ?? { wrong: 'a size such as 500MB or 5GiB' },
  /^\d+(\.\d+)? ?(B|[kK]B|[MGTP]B|[KMGTP]iB)$/,
)

export const percent = z
  .string(expected('a percentage such as 50%'))
  .regex(/^\d{1,6}(\.\d{1,3})?%$/, expected('a percentage such as 50%'))
  .transform((text) => Number.parseFloat(text) / 100)

/** Numbers with units, the longest first. */
const units = (minutes: string) =>
  new RegExp(`^(?=\\d)(\\d+y)?(\\d+mo)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+(${minutes}))?(\\d+s)?$`)

const durationText = 'a duration such as 4h, 7d, 2w, 6mo or 1y'

/** In retention, where 6m could be taken for six months, minutes are spelt out. */
export const retentionDuration = parsed<Duration>(
  durationText,
  (text) => parseDuration(text, { minutes: 'spelt-out' }),
  units('min'),
)

export const duration = parsed<Duration>(
  'a duration such as 15m, 1h or 1d',
  (text) => parseDuration(text),
  units('m|min'),
)

const dateText = 'a date such as 2026-01-31, or a time such as 2026-01-31T09:30Z'

export const date = parsed<WrittenDate>(
  dateText,
  (text) => parseDate(text) ?? { wrong: dateText },
  /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?$/,
)

/** One tag, or several by `*`. */
export const tagPattern = z
  .string(expected('a tag or a pattern such as release-*'))
  .regex(/^[A-Za-z0-9:._*-]{1,64}$/, expected('a tag of letters, digits and : - _ . with * for any run of characters'))

export const imageName = z
  .string(expected('an image such as postgres:17'))
  .regex(/^[a-z0-9][A-Za-z0-9._/:@-]{0,254}$/, expected('an image such as postgres:17'))

/** A map whose unknown keys are mistakes; the noun names it in messages: "a postgres source". */
export function map<S extends z.core.$ZodLooseShape>(noun: string, shape: S) {
  keysOf.set(noun, Object.keys(shape))
  return z.strictObject(shape, expected(noun))
}

/** Keys of each kind of map, by noun: what an unknown key is compared with. */
export const keysOf = new Map<string, readonly string[]>()

/** Exactly one of the keys stands in the map. */
export function oneOf<T extends z.ZodType<object>>(schema: T, keys: readonly string[], noun: string): T {
  return judged(schema, (value) =>
    keys.filter((key) => (value as Record<string, unknown>)[key] !== undefined).length === 1
      ? undefined
      : { message: `must have exactly one of ${keys.join(', ')}: it is ${noun}` },
  )
}

/** In the patterns of the JSON Schema. */
const variable = '\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}'

/** A text whose variables stay in it until it is used: what comes out is the template. */
const template = (what: string) =>
  z.string(expected(what)).min(1, expected(what)).max(4096, expected('at most 4096 characters'))

/** The address of a server, which may hold variables; never a password that is written out. */
export const serverUrl = (form: UrlForm) =>
  judged(template('the address of a server'), (text) => serverUrlFault(text, form)).meta({
    pattern: `^(?![a-z]+://[^/?#@]*:(?!${variable}@)[^/?#@]*@)(?!.*[?&]password=(?!${variable}))((${form.schemes.map((scheme) => scheme.replace('+', '\\+')).join('|')})://|\\$\\{)`,
  })
export const endpoint = judged(template('an address such as https://s3.example.com'), endpointFault).meta({
  pattern: '^(https?://(?![^/]*@)|\\$\\{)',
})
export const hookUrl = judged(template('an address such as https://shop.example.com/hooks/restore'), hookUrlFault).meta(
  {
    pattern: '^(https?://|\\$\\{)',
  },
)
/** What may stand after --into. */
export const restoreTarget = judged(template('a database URL, a folder or a file'), targetFault)
export const keyId = template('${AWS_ACCESS_KEY_ID} or another variable')

/** A secret that must come from the environment as a whole. */
export const secretText = (example: string) =>
  judged(template(`\${${example}}`), (text) =>
    isVariable(text)
      ? undefined
      : {
          message: 'is a secret written into the file',
          hint: `Write \${${example}}, keep the value in a secret of the repository, and replace the key: it is in the history of the file.`,
        },
  ).meta({ pattern: `^${variable}$` })

/** A path of this machine. */
export function place(env: Environment) {
  return judged(address('a path', env, /^[^\u0000-\u001f\u007f]+$/), (path) => {
    if (hasScheme(path))
      return { message: 'is the address of a server, not a path', hint: 'Write the path of a folder or a file.' }
    return /^~[^/]*(\/|$)/.test(path)
      ? {
          message: 'begins with ~, which only a shell replaces',
          hint: 'Write ${HOME} instead, or ./~ for a file of that name.',
        }
      : undefined
  }).meta({ pattern: '^(?![A-Za-z][A-Za-z0-9+.-]*://)[^~]' })
}

/** An address that is no secret: its variables are replaced when the policy is read; where one is not set, the template stays. */
export function address(what: string, env: Environment, pattern: RegExp) {
  return z
    .string(expected(what))
    .min(1, expected(what))
    .transform((text, context): string => {
      const fail = (message: string, params: { hint?: string; kind?: 'expected' }) => {
        context.addIssue({ code: 'custom', message, params })
        return z.NEVER
      }
      if (pieces(text).some((piece) => 'malformed' in piece)) return fail('has a ${ without a name and a }', {})
      const result = expand(text, env)
      // Only what goes there needs it (see Unset): a restore must not fail for want of what is gone.
      if ('missing' in result) return text
      if (pattern.test(result.text)) return result.text
      return text === result.text
        ? fail(what, { kind: 'expected' })
        : fail(`must be ${what}, which the value of ${namesSome(variables(text))} does not make it`, {})
    })
}
