import { afterAll, beforeAll, expect, test } from 'vitest'
import { openProgram, type Project, secretEnv } from './command/program.ts'
import { keys } from './command/shop.ts'
import { startS3StandIn } from './fault/s3-stand-in.ts'

// Says so where the program does not end by itself, but is told to: Node may then wait forever for its own threads.
const hook = `const exit = process.exit
process.exit = (code) => {
  process.stderr.write('it was told to exit\\n')
  exit.call(process, code)
}
`

let project: Project
beforeAll(async () => {
  project = await openProgram({ stores: ['a'] })
  await project.write('hook.mjs', hook)
})
afterAll(() => project[Symbol.asyncDispose]())

const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { code, stderr } = await project.run(args, { ...env, NODE_OPTIONS: `--import=${project.path('hook.mjs')}` })
  expect(stderr).not.toContain('it was told to exit')
  return code
}

test('the program ends without an explicit exit, with its exit code', async () => {
  expect(await run(['--help'])).toBe(0)
  expect(await run(['backup'])).toBe(0)
  expect(await run(['verify'], secretEnv)).toBe(0)
  expect(await run(['verify'], { BACKPROOF_SECRET_KEY: 'rsec1x' })).toBe(2)
  expect(await run(['list', '--policy', 'absent.yml'])).toBe(2)
})

test('open keep-alive connections do not delay the end of the program', async () => {
  await using s3 = await startS3StandIn()
  const options = `bucket: shop-backups, region: auto, endpoint: ${s3.endpoint}, access-key-id: "\${ID}", secret-access-key: "\${KEY}"`
  await project.write(
    'far.yml',
    `version: 1
project: shop
stores: { far: { s3: { ${options} } } }
encryption: { recipients: [${keys.recipient}] }
sources: { files: { engine: files, paths: [${project.path('data')}] } }
`,
  )
  const env = { ...secretEnv, ID: 'KEYKEYKEYKEYKEYKEYKE', KEY: 'secret/of the stand-in' }
  for (const command of ['backup', 'verify', 'list', 'doctor'])
    expect([command, await run([command, '--policy', 'far.yml'], env)]).toEqual([command, 0])
})
