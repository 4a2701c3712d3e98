import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { restoreDirectory, saveDirectory } from '../../src/github/github.ts'
import { startFakeCache } from './fake-cache.ts'
import { parseCommandFile, readLog, startJob } from './run-action.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backproof-action-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

async function action(main: string, post = ''): Promise<string> {
  const yml =
    'inputs: { who: { default: world }, big key: {} }\nruns: { using: node24, main: main.mjs, post: post.mjs }\n'
  await writeFile(join(folder, 'action.yml'), yml)
  await writeFile(join(folder, 'main.mjs'), `import { appendFileSync } from 'node:fs'\n${main}`)
  await writeFile(join(folder, 'post.mjs'), post)
  return folder
}

describe('startJob', () => {
  test('passes inputs, and reads outputs, state, environment, annotations and the summary', async () => {
    const main = [
      "const add = (file, text) => appendFileSync(process.env['GITHUB_' + file], text)",
      "add('OUTPUT', 'who=' + process.env.INPUT_WHO + '\\nlines<<END\\na\\nb=c\\nEND\\n')",
      "add('STATE', 'run=7\\n'); add('ENV', 'MORE=1\\n'); add('STEP_SUMMARY', '# done\\n')",
      "console.log('::add-mask::hush'); console.log('::error file=a.yml,line=3::50%25 of hush')",
      "console.log(JSON.stringify(process.env['INPUT_BIG_KEY']), process.env.MORE); process.exitCode = 3",
    ]
    await using job = await startJob({
      action: await action(main.join('\n'), 'console.log("post", process.env.STATE_run, process.env.MORE)'),
    })
    const { main: first, post } = await job.step()
    expect(first.outputs).toEqual({ who: 'world', lines: 'a\nb=c' })
    expect(first).toMatchObject({
      code: 3,
      state: { run: '7' },
      env: { MORE: '1' },
      masks: ['hush'],
      summary: '# done\n',
    })
    const annotation = { name: 'error', properties: { file: 'a.yml', line: '3' }, value: '50% of hush' }
    expect(first.commands).toContainEqual(annotation)
    expect(first.shown).toContain('of ***')
    expect(first.shown).not.toContain('hush')
    expect(first.output).toContain('"" undefined')
    expect(post).toMatchObject({ code: 0, output: 'post 7 1\n' })
    const second = await job.step({ inputs: { who: 'you', 'big key': 'k' } })
    expect(second.main.outputs['who']).toBe('you')
    expect(second.main.output).toContain('"k" 1')
    await expect(job.step({ inputs: { nobody: '1' } })).rejects.toThrow('no input nobody')
  })

  test('cancels as the runner does, and post still runs', async () => {
    const main = "setInterval(() => {}, 1000); process.on('SIGINT', () => process.exit(130)); console.log('started')"
    await using job = await startJob({ action: await action(main, "console.log('swept')") })
    const { main: first, post } = await job.step({ cancelAt: /started/ })
    expect([first.code, post.output]).toEqual([130, 'swept\n'])
  })
})

test('a mask hides only what is printed after it', () => {
  expect(readLog('a hush\n::add-mask::hush\nb hush').shown).toBe('a hush\nb ***')
})

test('a command file that the runner would refuse is refused', () => {
  expect(() => parseCommandFile('a<<END\nb\n')).toThrow('no delimiter END')
  expect(() => parseCommandFile('neither\n')).toThrow('invalid line')
})

test('the fake cache returns what was saved, and a failure looks like a miss', async () => {
  await using cache = await startFakeCache()
  for (const [name, value] of Object.entries({ ...cache.env, RUNNER_TEMP: folder, GITHUB_WORKSPACE: folder })) {
    vi.stubEnv(name, value)
  }
  const kept = join(folder, 'kept')
  await mkdir(kept)
  await writeFile(join(kept, 'a'), 'text')
  await saveDirectory(kept, 'shop', undefined)
  expect(cache.keys()).toHaveLength(1)
  await rm(kept, { recursive: true })
  expect(await restoreDirectory(kept, 'shop')).toBe(cache.keys()[0])
  expect(await readFile(join(kept, 'a'), 'utf8')).toBe('text')
  expect(await restoreDirectory(kept, 'another')).toBeUndefined()
  cache.fail(403)
  expect(await restoreDirectory(kept, 'shop')).toBeUndefined()
})
