import { extname } from 'node:path'
import { z } from 'zod'
import { map, place } from '../value/leaf.ts'
import type { SourceKind } from './kind/contract.ts'
import { quoted } from './kind/draft.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

export interface SqliteSource extends SourceCommon {
  readonly engine: 'sqlite'
  readonly path: string
}

const shape = (common: CommonShape) =>
  map('a sqlite source', {
    engine: z.literal('sqlite').describe('An SQLite database file, copied consistently while in use.'),
    path: place(common.env).describe('The database file. May contain ${NAME}.'),
    ...common.own,
    drill: common.drill,
    verify: common.verify('sqlite'),
  })

export const sqlite: SourceKind<SqliteSource, z.output<ReturnType<typeof shape>>> = {
  reads: 'machine',
  group: 'databases',
  into: './restored.sqlite',
  asserts: ['sql', 'count-of', 'required'],
  counts: { noun: 'rows', of: 'tables', rule: 'exact' },
  shape,
  build: (input, around) => ({ ...buildCommon(input, around), engine: 'sqlite', path: input.path }),
  identity: ({ path }) => ({ whole: path, content: [path] }),
  describe: ({ path }) => path,
  draft: {
    example: 'app.sqlite (a database file)',
    draft(_name, text) {
      if (!['.sqlite', '.sqlite3', '.db'].includes(extname(text).toLowerCase())) return undefined
      const folder = `a folder, not a database of SQLite. Write engine: files and paths: [${text}].`
      return { lines: [`path: ${quoted(text)}`], variables: [], path: { path: text, kind: 'file', folder } }
    },
    vague: { words: /^sqlite3?$/i, hint: (name) => `Name the database's file: --source ${name}=./${name}.sqlite.` },
  },
}
