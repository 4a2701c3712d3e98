import { readFileSync } from 'node:fs'
import { Problem } from '../../problem.ts'
import type { EnvironmentSource } from './environment-source.ts'

/** What Node puts in the place of bytes that are no UTF-8. */
const replaced = '\ufffd'

/** The values, byte for byte. Throws for a name without a value, and for what cannot be kept as it is. Never says a value. */
export function valuesOf({ name, allowed, variables }: EnvironmentSource): ReadonlyMap<string, Buffer> {
  // GitHub gives an empty text for a secret that does not exist.
  const missing = variables.flatMap((one) => (one.required && !one.reveal() ? [one.name] : []))
  const unmatched = allowed.filter(
    (one) => one.endsWith('*') && !variables.some((found) => found.name.startsWith(one.slice(0, -1))),
  )
  if (missing.length + unmatched.length > 0) {
    const without = [...missing, ...unmatched].join(', ')
    const lines = missing.map((one) => `${one}: \${{ secrets.${one} }}`)
    throw new Problem(
      'secret-missing',
      `source ${name}: ${without} ${missing.length + unmatched.length === 1 ? 'has' : 'have'} no value here`,
      {
        hint:
          lines.length > 0
            ? `Add \`env: { ${lines.join(', ')} }\` to the workflow step, export them in the shell, or remove them from variables.`
            : 'Set one that begins with it, or remove it from variables.',
      },
    )
  }
  const strange = variables.find((one) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(one.name))
  if (strange)
    throw new Problem(
      'source-failed',
      `source ${name}: ${JSON.stringify(strange.name)} is a name that no shell can set`,
      {
        hint: 'Name the variables one by one, without this one.',
      },
    )
  return new Map(variables.map((one) => [one.name, bytesOf(one.name, one.reveal() ?? '')]))
}

function bytesOf(name: string, text: string): Buffer {
  if (!text.includes(replaced)) return Buffer.from(text, 'utf8')
  const raw = rawEnvironment().get(name)
  // A variable that was changed since the start is not there as it is now.
  if (raw?.toString('utf8') === text) return raw
  throw new Problem('source-failed', `the value of ${name} is not UTF-8, and its bytes cannot be read on this system`, {
    hint: `Store it in base64, or write it to a file and back that up with path.`,
  })
}

/** As the kernel has it (proc_pid_environ(5)): `NAME=value`, each ended by NUL. Empty where there is no such file. */
function rawEnvironment(): ReadonlyMap<string, Buffer> {
  let left: Buffer
  try {
    left = readFileSync('/proc/self/environ')
  } catch {
    return new Map()
  }
  const found = new Map<string, Buffer>()
  for (let end = left.indexOf(0); end >= 0; end = left.indexOf(0)) {
    const one = left.subarray(0, end)
    const at = one.indexOf('=')
    if (at > 0) found.set(one.subarray(0, at).toString('latin1'), one.subarray(at + 1))
    left = left.subarray(end + 1)
  }
  return found
}
