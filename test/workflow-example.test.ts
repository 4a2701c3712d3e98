import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { commands } from '../src/command/all.ts'
import { examineWorkflow } from '../src/command/doctor/workflow.ts'
import { pins } from '../src/command/init/pin.ts'
import { type Option, options } from '../src/command/option.ts'
import { cronFault, scheduleChecks } from '../src/plan/plan.ts'
import { parsePolicy, secretNames } from '../src/policy/policy.ts'

const folder = 'workflows-examples'
const standard = 'backup-policy.yml'
const files = readdirSync(folder).filter((name) => name.endsWith('.yml'))
const policies = files.filter((name) => name.endsWith('-policy.yml'))
const examples = files.filter((name) => !policies.includes(name))
/** The text of the policy that a step of ours goes by. */
const policyOf = (step: { readonly with: Readonly<Record<string, unknown>> } | undefined) =>
  readFileSync(`${folder}/${String(step?.with['policy'] ?? standard).replace(/^\.github\//, '')}`, 'utf8')

function readYaml(path: string): unknown {
  const document = parseDocument(readFileSync(path, 'utf8'))
  expect([...document.errors, ...document.warnings].map((error) => error.message)).toEqual([])
  return document.toJS()
}

const texts = z.record(z.string(), z.union([z.string(), z.boolean(), z.number()]))
const stepShape = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: texts.default({}),
  env: texts.default({}),
})
const workflowShape = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.boolean() }),
  jobs: z.record(
    z.string(),
    z.strictObject({
      needs: z.union([z.string(), z.array(z.string())]).optional(),
      if: z.string().optional(),
      strategy: z.strictObject({ 'fail-fast': z.literal(false), matrix: z.string() }).optional(),
      outputs: z.record(z.string(), z.string()).default({}),
      'runs-on': z.string(),
      'timeout-minutes': z.number(),
      environment: z.string().optional(),
      permissions: z.record(z.string(), z.string()),
      services: z.record(z.string(), z.unknown()).default({}),
      steps: z.array(stepShape),
    }),
  ),
})
const described = z.object({ description: z.string().min(5), default: z.string().optional() })
const actionShape = z.strictObject({
  name: z.literal('Backproof'),
  description: z.string().max(200),
  author: z.string(),
  branding: z.strictObject({ icon: z.string(), color: z.string() }),
  inputs: z.record(z.string(), described),
  outputs: z.record(z.string(), described),
  runs: z.strictObject({
    using: z.literal('node24'),
    main: z.literal('dist/action/index.js'),
    // Not the program of main: without the state of a main that was killed early it would begin the command anew.
    post: z.literal('dist/action/post.js'),
    'post-if': z.literal('always()'),
  }),
})

const action = actionShape.parse(readYaml('action.yml'))
const ours = 'backproof/backproof@v1'

describe('action.yml', () => {
  it('has every option of the commands as an input, and mentions every command', () => {
    // init asks a person, at a terminal; serve is where there is no workflow.
    const elsewhere = ['init', 'serve']
    // Nor is a key split where a log is kept.
    const byHand = ['shares', 'threshold']
    const edge = ['command', 'services', 'secret-key', 'signing-key', 'index-key', 'github-token', 'summary', 'cache']
    const all: readonly Option[] = options
    const names = all.flatMap(({ name, commands }) =>
      name === 'json' || byHand.includes(name) || elsewhere.includes(commands?.join() ?? '') ? [] : [name],
    )
    expect(Object.keys(action.inputs).sort()).toEqual([...edge, ...names].sort())
    const words = action.inputs['command']?.description.split(/[^a-z]+/) ?? []
    expect(Object.keys(commands).filter((name) => !elsewhere.includes(name) && !words.includes(name))).toEqual([])
    expect(Object.keys(commands)).toContain(action.inputs['command']?.default)
  })

  it('has inputs and outputs that the action reads and writes', () => {
    const source = readFileSync('src/action.ts', 'utf8')
    const read = [...source.matchAll(/getInput\('([a-z-]+)'/g)].map((match) => match[1] ?? '')
    const written = [...source.matchAll(/setOutput\('([a-z-]+)'/g)].map((match) => match[1] ?? '')
    expect(read.length).toBeGreaterThan(2)
    expect(read.filter((name) => !(name in action.inputs))).toEqual([])
    expect([...new Set(written)].sort()).toEqual(Object.keys(action.outputs).sort())
  })
})

describe.each(policies)('the example policy %s', (name) => {
  it('parses, with keys in place of its placeholders', () => {
    const checks = {
      recipient: (text: string) => (text === 'rpub1...' ? undefined : 'the example has a placeholder'),
      signer: () => 'the example has none',
      ...scheduleChecks,
    }
    const path = `${folder}/${name}`
    const policy = parsePolicy(readFileSync(path, 'utf8'), { path, env: {}, checks })
    expect(Object.keys(policy.sources)).toEqual([
      { [standard]: 'orders', 'valkey-policy.yml': 'cache' }[name] ?? 'shop',
    ])
  })
})

describe.each(examples)('%s', (name) => {
  const path = `${folder}/${name}`
  const text = readFileSync(path, 'utf8')
  const workflow = workflowShape.parse(readYaml(path))
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)
  const own = steps.filter((step) => step.uses === ours)

  it('runs on events that strangers cannot send with secrets', () => {
    const known = ['schedule', 'workflow_dispatch', 'push', 'pull_request', 'merge_group']
    expect(Object.keys(workflow.on).filter((event) => !known.includes(event))).toEqual([])
    if (workflow.on['push']) expect(workflow.on['push']).toEqual({ branches: ['main'] })
    // A branch's own workflow runs there: no secret may be within its reach, and nothing that writes to a store.
    if (!workflow.on['pull_request']) return
    if (own.some((step) => step.with['command'] === 'rehearse')) {
      // Data for code that is not merged: behind an environment's reviewer, and never for a fork. It writes to no store.
      expect(own.map((step) => step.with['command'])).toEqual(['rehearse'])
      for (const job of jobs) expect(job.environment).toBe('migration-rehearsal')
      expect(text).toContain('    if: github.event.pull_request.head.repo.full_name == github.repository\n')
      return
    }
    expect(text).not.toMatch(/secrets\.|environment:/)
    expect(own.map((step) => step.with)).toEqual([{ command: 'plan' }])
  })

  it('is not scheduled at a full or quarter hour', () => {
    const schedules = z.array(z.strictObject({ cron: z.string() })).parse(workflow.on['schedule'] ?? [])
    for (const { cron } of schedules) {
      expect(cronFault(cron, 'UTC')).toBeUndefined()
      expect(cron.split(' ')[0]).not.toMatch(/^(0|\*.*|.*,0|0,.*|30|15|45)$/)
    }
  })

  it('has no more permissions than it needs, and none for later jobs', () => {
    expect(workflow.permissions).toEqual({})
    for (const job of jobs) {
      const oidc = job.steps.some((step) => step.uses?.startsWith('aws-actions/configure-aws-credentials@'))
      expect(oidc).toBe(job.steps.some((step) => step.uses === ours))
      const comments = workflow.on['pull_request'] !== undefined
      // What it tells may become an issue.
      const alerts = job.steps.some((step) => step.with['command'] === 'alert')
      // The only job that may put a site online has no secret, no role and nothing of the repository.
      if (job.steps.some(({ uses }) => uses?.startsWith('actions/deploy-pages@'))) {
        expect(job.permissions).toEqual({ pages: 'write', 'id-token': 'write' })
        expect(job.steps.map(({ uses }) => uses?.split('@')[0])).toEqual([
          'actions/configure-pages',
          'actions/deploy-pages',
        ])
        continue
      }
      const signsOff = job.steps.some((step) => step.uses === ours && step.with['drill'] === 'manual')
      expect(job.permissions).toEqual({
        contents: 'read',
        ...(alerts ? { issues: 'write' } : {}),
        ...(oidc ? { 'id-token': 'write' } : {}),
        // Who approved the run is asked of GitHub.
        ...(signsOff ? { actions: 'read' } : {}),
        ...(comments ? { 'pull-requests': 'write' } : {}),
      })
    }
  })

  it('gives the subject that a role must trust if a job has an environment, as its token names no branch', () => {
    const logsIn = (job: (typeof jobs)[number]) => job.steps.some(({ uses }) => uses?.startsWith('aws-actions/'))
    for (const { environment } of jobs.filter((job) => job.environment !== undefined && logsIn(job))) {
      expect(text).toContain(`repo:OWNER/NAME:environment:${environment}`)
      expect(readFileSync('docs/operations.md', 'utf8')).toContain(`repo:octo/shop:environment:${environment}`)
    }
  })

  it('gives secrets only to jobs with an environment, and deletes only by a role of its own', () => {
    for (const job of jobs) {
      if (/secrets\./.test(JSON.stringify(job))) expect(job.environment).toBeDefined()
      const deletes = job.steps.some((step) => step.uses === ours && step.with['apply'] === true)
      const roles = job.steps.flatMap((step) => step.with['role-to-assume'] ?? [])
      expect(roles.includes('${{ vars.BACKUP_PRUNE_ROLE_ARN }}')).toBe(deletes)
      if (deletes) expect(Object.keys(job.steps.find((step) => step.uses === ours)?.env ?? {})).toEqual([])
    }
    if ('deploy' in workflow.jobs) expect(workflow.jobs['deploy']?.environment).toBe('production')
  })

  it('never runs twice at once, is never cancelled half-way, and has a time limit', () => {
    expect(workflow.concurrency['cancel-in-progress']).toBe(false)
    for (const job of jobs) expect(job['timeout-minutes']).toBeGreaterThan(0)
  })

  it('gives the action only inputs that exist, and the environment that its policy needs', () => {
    expect(own.length).toBeGreaterThan(0)
    for (const job of jobs) expect(job.steps.filter(({ uses }) => uses === ours).length).toBeLessThanOrEqual(1)
    for (const step of own) {
      expect(Object.keys(step.with).filter((input) => !(input in action.inputs))).toEqual([])
      const command = String(step.with['command'] ?? 'run')
      expect(Object.keys(commands)).toContain(command)
      const level = step.with['level']
      const opens =
        ['restore', 'rehearse'].includes(command) ||
        (command === 'verify' && level !== 'check' && step.with['drill'] !== 'manual')
      const backsUp = ['run', 'backup'].includes(command) || (command === 'gate' && step.with['otherwise'] === 'backup')
      // Who backs up cannot read; who proves needs no database; who only looks needs neither.
      const policy = policyOf(step)
      // Where to restore into is for the job that does.
      const places = [...policy.matchAll(/recovery: \{ into: "\$\{(\w+)\}"/g)].map((match) => match[1] ?? '')
      const urls = backsUp ? secretNames(policy).filter((name) => !places.includes(name)) : []
      const needed = opens ? ['BACKPROOF_SECRET_KEY', ...(command === 'restore' ? places : [])] : urls
      expect(Object.keys(step.env).sort()).toEqual([...needed].sort())
      for (const [variable, value] of Object.entries(step.env)) expect(value).toBe(`\${{ secrets.${variable} }}`)
    }
  })

  it('passes the services that it defines, and defines the services that the policy names', () => {
    for (const job of jobs) {
      const services = Object.keys(job.services)
      const step = job.steps.find(({ uses }) => uses === ours)
      expect(step?.with['services']).toBe(services.length > 0 ? '${{ toJSON(job.services) }}' : undefined)
      const engines = [...policyOf(step).matchAll(/^ +engine: (\w+)$/gm)].map(([, engine]) => engine)
      if (services.length > 0) expect(services).toEqual(engines)
    }
  })

  it('refers only to existing jobs and steps, and to outputs that they have', () => {
    for (const [name, job] of Object.entries(workflow.jobs)) {
      const needs = [job.needs ?? []].flat()
      expect(needs.filter((one) => !(one in workflow.jobs) || one === name)).toEqual([])
      const taken = [...JSON.stringify(job).matchAll(/needs\.([a-z-]+)\.outputs\.([a-z-]+)/g)]
      for (const [, from = '', output = ''] of taken) {
        expect(needs).toContain(from)
        expect(Object.keys(workflow.jobs[from]?.outputs ?? {})).toContain(output)
      }
      for (const value of Object.values(job.outputs)) {
        const [, id, output = ''] = /^\$\{\{ steps\.([a-z-]+)\.outputs\.([a-z-]+) \}\}$/.exec(value) ?? []
        expect(job.steps.filter((step) => step.id === id && step.uses === ours)).toHaveLength(1)
        expect(Object.keys(action.outputs)).toContain(output)
      }
      if (job.strategy) expect(job.strategy.matrix).toBe('${{ fromJSON(needs.plan.outputs.matrix) }}')
    }
  })

  it('is accepted by the doctor, except for the pin of the action of this repository', () => {
    const found = examineWorkflow(text).filter(({ says }) => says !== `${ours} is not pinned to a SHA`)
    expect(found).toEqual([])
  })

  it('uses known actions by the SHA that script/pin keeps, this one by its moving tag, and leaves no token behind', () => {
    const known = [...Object.entries(pins).map(([name, { sha }]) => `${name}@${sha}`), ours]
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]))
    expect(used.filter((one) => !known.includes(one))).toEqual([])
    for (const [name, { sha, version }] of Object.entries(pins))
      expect(text.split(`${name}@${sha}`).length).toBe(text.split(`${name}@${sha} # ${version}\n`).length)
    for (const step of steps) {
      if (step.uses?.startsWith('actions/checkout@')) expect(step.with['persist-credentials']).toBe(false)
    }
  })

  it('has no expression in a script', () => {
    for (const step of steps) expect(step.run ?? '').not.toContain('${{')
    expect(text).not.toMatch(/pull_request_target|workflow_run|set-env|ACTIONS_ALLOW/)
  })

  it('passes every input of its user to the action input of the same name', () => {
    const dispatch = z.object({ inputs: z.record(z.string(), z.unknown()).default({}) }).nullable()
    const asked = Object.keys(dispatch.parse(workflow.on['workflow_dispatch'] ?? null)?.inputs ?? {})
    const used = [...text.matchAll(/\$\{\{ inputs\.([a-z-]+) \}\}/g)].map((match) => match[1] ?? '')
    expect(used.sort()).toEqual([...asked].sort())
    for (const step of own) for (const input of asked) expect(step.with[input]).toBe(`\${{ inputs.${input} }}`)
  })
})

describe('dashboard-pages.yml', () => {
  const { jobs } = workflowShape.parse(readYaml(`${folder}/dashboard-pages.yml`))
  const steps = jobs['report']?.steps ?? []

  it('puts page, health data and badge where the site of the repository has them', () => {
    const own = steps.find(({ uses }) => uses === ours)
    expect(own?.with).toMatchObject({ command: 'report', html: 'site/index.html', badge: 'site/badge.svg' })
    const copy = steps.find(({ run }) => run?.startsWith('cp '))
    expect(copy?.run).toBe('cp "$REPORT" site/api/health/infra/backup.json')
    expect(copy?.env).toEqual({ REPORT: `\${{ steps.${own?.id}.outputs.report }}` })
    const upload = steps.find(({ uses }) => uses?.startsWith('actions/upload-pages-artifact@'))
    expect(upload?.with).toEqual({ path: 'site' })
    expect(jobs['pages']).toMatchObject({ needs: 'report', environment: 'github-pages' })
  })

  it('publishes a report that was not good as well, and ends red where a store could not be read', () => {
    const after = steps.slice(steps.findIndex(({ uses }) => uses === ours) + 1)
    expect(after.map((step) => step.if)).toEqual(
      after.map(() => "${{ !cancelled() && steps.health.outputs.report != '' }}"),
    )
    expect(jobs['pages']?.if).toBe("${{ !cancelled() && needs.report.outputs.status != '' }}")
  })
})
