import { expect, test } from 'vitest'
import { ticksBetween } from '../../../src/plan/plan.ts'
import { openShop, policyOf, type Shop, type ShopOptions } from '../shop.ts'
import { Simulation } from './simulation.ts'

const options: ShopOptions = {
  stores: ['a'],
  defaults: '  retention: { keep: { last: 5 }, grace: 1d }',
  source: `    schedule: "0 * * * *"
  papers:
    engine: files
    paths: [./papers]
    schedule: "30 2 * * *"
  asked:
    engine: files
    paths: [./papers]
timezone: Europe/Stockholm`,
}

const openOffice = async (): Promise<Shop> => {
  const shop = await openShop(options)
  await shop.file('papers/one.txt', 'one')
  const { source = '' } = options
  await shop.policy(
    policyOf(shop.path('data'), { ...options, source: source.replaceAll('./papers', shop.path('papers')) }),
  )
  return shop
}

/** When runs recorded that they made a backup of the source, to the minute: by the names of their records. */
function backupsOf(shop: Shop, source: string): readonly string[] {
  const names = [...(shop.stores['a']?.objects.keys() ?? [])].map((key) =>
    /^([a-z]+)\/runs\/(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-.*\.backup\.succeeded\.json$/.exec(key),
  )
  return names.flatMap((name) => (name?.[1] === source ? [`${name[2]}:${name[3]}Z`] : [])).sort()
}

const schedule = (cron: string, from: string, to: string) =>
  ticksBetween(cron, 'Europe/Stockholm', new Date(from), new Date(to)).map((at) => `${at.toISOString().slice(0, 16)}Z`)

test('a week over the change to summer time: exactly the backups of the schedules, each in its minute', async () => {
  await using shop = await openOffice()
  // Sunday 29 March 2026 has no 02:30 in Stockholm.
  const [from, to] = ['2026-03-25T12:00:20.000Z', '2026-04-01T12:00:00.000Z']
  const simulation = new Simulation(shop, ['files', 'papers', 'asked'], from, ['--apply'])
  // A round over what has nothing due is counted, not done: it would do nothing.
  simulation.play = ({ sources }) =>
    sources.length > 1 ? Promise.resolve({ kind: 'exit', code: 0, stdout: '{}' }) : undefined
  await simulation.until(to)
  const first = '2026-03-25T12:00Z'
  const files = backupsOf(shop, 'files')
  expect(files).toEqual([first, ...schedule('0 * * * *', from, '2026-04-01T11:59:00.000Z')])
  expect(files).toHaveLength(168)
  expect(backupsOf(shop, 'papers')).toEqual([first, ...schedule('30 2 * * *', from, to)])
  expect(backupsOf(shop, 'asked')).toEqual([])
  // One run for each backup, and four rounds an hour, which what has no schedule is always part of.
  const asked = simulation.started.filter(({ sources }) => sources.includes('asked'))
  expect(asked).toHaveLength(7 * 24 * 4)
  const alone = simulation.started.filter(({ sources }) => sources.length === 1 && sources[0] !== 'asked')
  expect(alone).toHaveLength(168 + 8)
  expect(new Set(simulation.jobs.list().map(({ state }) => state))).toEqual(new Set(['succeeded']))
  // Ten thousand ticks ask the stores only where something may be due.
  expect(simulation.plans).toBeLessThan(2200)
  // Retention came along.
  const trashed = shop.objects('a').filter((key) => key.startsWith('files/trash/'))
  expect(trashed.length).toBeGreaterThan(10)
}, 300_000)

test('a machine that sleeps for five hours makes one backup of each source as it wakes', async () => {
  await using shop = await openOffice()
  const simulation = new Simulation(shop, ['files', 'papers'], '2026-03-26T00:00:00.000Z')
  simulation.at('2026-03-26T01:10:00.000Z', () => simulation.suspend(5 * 3_600_000))
  await simulation.until('2026-03-26T09:05:00.000Z')
  const [night, morning] = [
    schedule('0 * * * *', '2026-03-26T00:00:01.000Z', '2026-03-26T01:10:00.000Z'),
    schedule('0 * * * *', '2026-03-26T06:10:00.000Z', '2026-03-26T09:05:00.000Z'),
  ]
  expect(backupsOf(shop, 'files')).toEqual(['2026-03-26T00:00Z', ...night, '2026-03-26T06:10Z', ...morning])
  expect(backupsOf(shop, 'papers')).toEqual(['2026-03-26T00:00Z', '2026-03-26T06:10Z'])
})

test('a clock that is set back by two hours makes no backup twice, and the next one in its time', async () => {
  await using shop = await openOffice()
  const simulation = new Simulation(shop, ['files'], '2026-03-26T10:00:00.000Z')
  simulation.at('2026-03-26T10:40:00.000Z', () => simulation.suspend(-2 * 3_600_000))
  await simulation.until('2026-03-26T11:05:00.000Z')
  const made = backupsOf(shop, 'files')
  expect(new Set(made).size).toBe(made.length)
  expect(made.at(-1)).toBe('2026-03-26T11:00Z')
})

test('a run that crashes is tried again ever more rarely, and at the next time of its schedule', async () => {
  await using shop = await openOffice()
  const simulation = new Simulation(shop, ['files'], '2026-03-26T10:00:00.000Z')
  simulation.play = (_, at) =>
    at < new Date('2026-03-26T10:30:00.000Z') ? Promise.resolve({ kind: 'killed', by: 'SIGKILL' }) : undefined
  await simulation.until('2026-03-26T10:35:00.000Z')
  const minutes = simulation.started.map(({ at }) => at.slice(14, 16))
  expect(minutes).toEqual(['00', '01', '03', '07', '15', '30'])
  expect(backupsOf(shop, 'files')).toEqual(['2026-03-26T10:30Z'])
  expect(simulation.jobs.list().filter(({ state }) => state === 'failed')).toHaveLength(5)
})

test('a run that takes three hours is not started again meanwhile, and delays no other source', async () => {
  await using shop = await openOffice()
  await shop.run('backup', { source: ['papers'] }, { now: () => new Date('2026-03-26T09:00:00.000Z') })
  const simulation = new Simulation(shop, ['files', 'papers'], '2026-03-26T10:00:00.000Z')
  const over = Promise.withResolvers<void>()
  let slow = 0
  simulation.play = (work) => {
    if (!work.sources.includes('papers')) return undefined
    slow += 1
    // It is not waited for by the clock of the simulation.
    const never = over.promise.then(() => ({ kind: 'exit', code: 0, stdout: '{}' }) as const)
    return slow === 1 ? Object.assign(never, { aside: true }) : undefined
  }
  simulation.at('2026-03-26T13:02:00.000Z', () => over.resolve())
  await simulation.until('2026-03-26T13:35:00.000Z')
  expect(backupsOf(shop, 'files')).toEqual([
    '2026-03-26T10:00Z',
    ...schedule('0 * * * *', '2026-03-26T10:00:01.000Z', '2026-03-26T13:35:00.000Z'),
  ])
  const papers = simulation.started
    .filter(({ sources }) => sources.includes('papers'))
    .map(({ at }) => at.slice(11, 16))
  // Afterwards the rounds see to it again.
  expect(papers).toEqual(['10:00', '13:15', '13:30'])
})

test('where nobody can say what is due, a run of each source finds out', async () => {
  await using shop = await openOffice()
  const simulation = new Simulation(shop, ['files', 'gone'], '2026-03-26T10:00:00.000Z')
  simulation.play = () => Promise.resolve({ kind: 'exit', code: 1, stdout: '' })
  await simulation.until('2026-03-26T10:01:00.000Z')
  expect(simulation.started.map(({ sources }) => sources)).toEqual([['files'], ['gone']])
  expect(simulation.scheduler.state.problem).toContain('gone')
})
