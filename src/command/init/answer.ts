import { basename } from 'node:path'
import { type Draft, type EngineName, engineNames, hasScheme, kindOf } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'

/** What a new policy is made of. */
export interface Answers {
  readonly project: string
  readonly timezone: string
  /** At least one. */
  readonly recipients: readonly string[]
  readonly store: NewStore
  /** At least one. */
  readonly sources: readonly NewSource[]
}

export type NewStore =
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string; readonly region: string }
  | { readonly kind: 'directory'; readonly path: string }

/** A source's name, its engine, and its text in the policy. */
export interface NewSource extends Draft {
  readonly name: string
  readonly engine: EngineName
}

const nameHint = 'Use lower-case letters, digits and, after the first character, . _ -, as in: orders.'

function isName(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,62}$/.test(text) && !text.includes('..')
}

/** "orders=postgres", "app=./data/app.sqlite", "uploads=./uploads". Throws `usage`. */
export function parseSource(text: string): NewSource {
  const at = text.indexOf('=')
  const [name, what] = [text.slice(0, at), text.slice(at + 1)]
  if (at < 1 || what === '') {
    throw new Problem('usage', `${JSON.stringify(text)} is not a source`, {
      hint: `Write ${examples.slice(0, -1).join(', ')} or ${examples.at(-1)}.`,
    })
  }
  if (!isName(name))
    throw new Problem('usage', `${JSON.stringify(name)} is not a valid source name`, { hint: nameHint })
  // A URL has a password in it, and this file is committed.
  if (hasScheme(what)) throw addressGiven(name, what)
  const vague = engineNames.find((engine) => kindOf(engine).draft.vague?.words.test(what))
  const hint = vague && kindOf(vague).draft.vague?.hint(name)
  if (hint !== undefined)
    throw new Problem('usage', `${JSON.stringify(text)} is not the name of a file or folder`, { hint })
  if (otherEngines.test(what) && !engineNames.some((engine) => engine === what)) {
    throw new Problem('usage', `${JSON.stringify(text)} is neither a file or folder nor an engine`, {
      hint: `The engines are ${namesSome(engineNames, engineNames.length)}. For a folder of that name, write --source ${name}=./${what}.`,
    })
  }
  return draftOf(name, what)
}

const examples = engineNames.map((engine) => `NAME=${kindOf(engine).draft.example}`)

/** Of the first engine that takes the text for its own: the last one takes any. */
function draftOf(name: string, what: string): NewSource {
  const [draft] = engineNames.flatMap((engine) => {
    const made = kindOf(engine).draft.draft(name, what)
    return made ? [{ name, engine, ...made }] : []
  })
  if (!draft) throw new Error(`no engine takes ${JSON.stringify(what)}`)
  return draft
}

/** Never repeats the address. */
function addressGiven(name: string, url: string): Problem {
  const [scheme = ''] = url.split(':')
  const { variables } = draftOf(name, scheme.toLowerCase())
  const [variable] = variables
  const [first = ''] = examples
  return new Problem('usage', `the address of ${name} does not belong in the policy`, {
    hint: variable
      ? `Write --source ${name}=${scheme.toLowerCase()}: the policy then reads it from the variable ${variable.name}.`
      : `Write --source ${first.replace('NAME', name)}: the policy then reads it from a variable.`,
  })
}

/** Alone they are meant as a kind of database, not as a folder. */
const otherEngines =
  /^(mysql|mariadb|mongo(db)?|redis|valkey|mssql|sqlserver|oracle|cassandra|clickhouse|cockroach(db)?|dynamodb|elasticsearch|s3|pg)$/i

/** "s3://bucket/prefix", with a region, or a folder. Throws `usage`. */
export function parseStore(text: string, region: string | undefined): NewStore {
  const s3 = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/?$/.exec(text)
  if (s3) {
    if (region === undefined)
      throw new Problem('usage', `no region is given for ${text}`, { hint: 'Give --region, such as eu-north-1.' })
    return { kind: 's3', bucket: s3[1] ?? '', prefix: s3[2] ?? '', region }
  }
  if (hasScheme(text))
    throw new Problem('usage', `${JSON.stringify(text)} is not a store`, {
      hint: 'Write s3://BUCKET/PREFIX, or a folder.',
    })
  return { kind: 'directory', path: text }
}

/** A name for the project, of the folder that it is in. */
export function projectNamed(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/\.\.+/g, '.')
    .replace(/^[^a-z0-9]+/, '')
  return isName(name) ? name : 'backups'
}

export function requireProject(text: string): string {
  if (isName(text)) return text
  throw new Problem('usage', `${JSON.stringify(text)} is not a valid project name`, { hint: nameHint })
}

/** What is left to do by hand, as commands to paste, each under what it is for. */
export interface Step {
  readonly what: string
  readonly commands: readonly string[]
}

/** Where the program runs: for a crontab line, which has neither a PATH nor its own directory. */
export interface Here {
  readonly cwd: string
  readonly program?: readonly string[]
}
