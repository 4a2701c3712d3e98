import { basename, extname } from 'node:path'
import { Problem } from '../../problem.ts'

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

export type NewSource = { readonly name: string } & (
  | { readonly engine: 'postgres'; readonly variable: string }
  | { readonly engine: 'sqlite' | 'files'; readonly path: string }
)

const nameHint = 'Names have lower-case letters, digits, and . _ - after the first: orders.'

export function isName(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,62}$/.test(text) && !text.includes('..')
}

/** "orders=postgres", "app=./data/app.sqlite", "uploads=./uploads". Throws `usage`. */
export function parseSource(text: string): NewSource {
  const at = text.indexOf('=')
  const [name, what] = [text.slice(0, at), text.slice(at + 1)]
  if (at < 1 || what === '') {
    throw new Problem('usage', `${JSON.stringify(text)} is not a source`, {
      hint: 'Write NAME=postgres, NAME=app.sqlite (a database file) or NAME=./uploads (a folder).',
    })
  }
  if (!isName(name)) throw new Problem('usage', `${JSON.stringify(name)} is not a name of a source`, { hint: nameHint })
  if (/^postgres(ql)?$/.test(what)) return { name, engine: 'postgres', variable: variableOf(name) }
  // A URL has a password in it, and this file is committed.
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(what)) {
    throw new Problem('usage', `the address of ${name} does not belong in the policy`, {
      hint: `Write --source ${name}=postgres: the policy then reads it from the variable ${variableOf(name)}.`,
    })
  }
  if (engineWords.test(what)) {
    const file = /^sqlite3?$/i.test(what)
    throw new Problem(
      'usage',
      `${JSON.stringify(text)} names no file or folder${file ? '' : `, and ${what} is no engine`}`,
      {
        hint: file
          ? `Name the database's file: --source ${name}=./${name}.sqlite.`
          : `The engines are postgres, sqlite and files. For a folder of that name, write --source ${name}=./${what}.`,
      },
    )
  }
  const engine = ['.sqlite', '.sqlite3', '.db'].includes(extname(what).toLowerCase()) ? 'sqlite' : 'files'
  return { name, engine, path: what }
}

/** Alone they are meant as a kind of database, not as a folder. */
const engineWords =
  /^(sqlite3?|files?|folder|directory|mysql|mariadb|mongo(db)?|redis|valkey|mssql|sqlserver|oracle|cassandra|clickhouse|cockroach(db)?|dynamodb|elasticsearch|s3|pg)$/i

const variableOf = (name: string) =>
  `${name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '_')
    .replace(/^(?=\d)/, '_')}_DATABASE_URL`

/** "s3://bucket/prefix", with a region, or a folder. Throws `usage`. */
export function parseStore(text: string, region: string | undefined): NewStore {
  const s3 = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/?$/.exec(text)
  if (s3) {
    if (region === undefined)
      throw new Problem('usage', `no region is given for ${text}`, { hint: 'Give --region, such as eu-north-1.' })
    return { kind: 's3', bucket: s3[1] ?? '', prefix: s3[2] ?? '', region }
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
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
  throw new Problem('usage', `${JSON.stringify(text)} is not a name of a project`, { hint: nameHint })
}

/** What is left to do by hand, as commands to paste, each under what it is for. */
export interface Step {
  readonly what: string
  readonly commands: readonly string[]
}

/** Where the program runs: for a line of a crontab, which has neither a PATH nor a directory of its own. */
export interface Here {
  readonly cwd: string
  readonly program?: readonly string[]
}
