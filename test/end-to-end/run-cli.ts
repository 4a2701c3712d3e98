import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { bundle } from './bundle.ts'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs dist/cli.js, built from the sources of now, as a person in this folder does. */
export async function backproof(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return program(process.execPath, [join(await bundle(), 'dist/cli.js'), ...args], folder, env)
}

/** The same, for the one JSON document of a command that must end with this code. */
export async function backproofJson<T>(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  expected = 0,
): Promise<T> {
  const { code, stdout, stderr } = await backproof(folder, [...args, '--json'], env)
  if (code !== expected) throw new Error(`backproof ${args.join(' ')} ended with ${code}:\n${stderr}\n${stdout}`)
  return JSON.parse(stdout) as T
}

/** Runs a program with PATH, HOME (the folder) and this environment, and no other. */
export function program(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const { PATH = '' } = process.env
  const options = { cwd, env: { PATH, HOME: cwd, ...env }, maxBuffer: 1 << 28 }
  return new Promise((resolve, reject) => {
    execFile(file, args, options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error)
      else resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })
}
