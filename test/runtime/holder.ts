import { readFileSync } from 'node:fs'
import { podRuntime, type SshServer, sshRuntime } from '../../src/runtime/runtime.ts'

/** A process of its own that runs a program elsewhere, and that a test kills: node holder.ts SERVER.json|POD SCRIPT MARK */
const [file = '', script = '', mark = ''] = process.argv.slice(2)
const baseEnv = { PATH: process.env['PATH'] ?? '' }
const runtime = file.endsWith('.json')
  ? sshRuntime({ server: JSON.parse(readFileSync(file, 'utf8')) as SshServer, baseEnv })
  : podRuntime({ namespace: 'shop', pod: file, baseEnv })
const command = { program: 'sh', args: ['-c', script, mark], stdin: 'open' } as const
const child = runtime.spawn(command, new AbortController().signal)
child.stdin.write('half\n')
for await (const chunk of child.stdout as AsyncIterable<Buffer>) process.stdout.write(chunk)
await child.ended
