import { readFileSync } from 'node:fs'
import { type SshServer, sshRuntime } from '../../src/runtime/runtime.ts'

/** A process of its own that runs a program over ssh, and that a test kills: node ssh-holder.ts SERVER.json SCRIPT MARK */
const [file = '', script = '', mark = ''] = process.argv.slice(2)
const server = JSON.parse(readFileSync(file, 'utf8')) as SshServer
const baseEnv = { PATH: process.env['PATH'] ?? '' }
const command = { program: 'sh', args: ['-c', script, mark], stdin: 'open' } as const
const child = sshRuntime({ server, baseEnv }).spawn(command, new AbortController().signal)
child.stdin.write('half\n')
for await (const chunk of child.stdout as AsyncIterable<Buffer>) process.stdout.write(chunk)
await child.ended
