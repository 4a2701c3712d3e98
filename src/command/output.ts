import { isId } from '../catalog/catalog.ts'

// Workflows paste outputs into scripts: what was written into a bucket must not get there. Ids, names, times, status
// words and our own command for a restore pass; free text is in the report's file alone.
const plain = /^(?:[\w.:+@/ -]|'\$\{RESTORE_URL\}')*$/

/** Ids as an output of the action. */
export const idsOutput = (ids: readonly string[]): string => JSON.stringify(ids.filter(isId))

/** A JSON text as an output of the action, without any text in it that no pattern allows. */
export function jsonOutput(text: string): string {
  return JSON.stringify(
    JSON.parse(text, (key: string, value: unknown) =>
      plain.test(key) && (typeof value !== 'string' || plain.test(value)) ? value : undefined,
    ),
  )
}
