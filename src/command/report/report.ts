import { commentMaxLength, putStickyComment } from '../../github/github.ts'
import { type Health, judgePeriod } from '../../judge/judge.ts'
import { Problem } from '../../problem.ts'
import {
  type Document,
  documentMarkdown,
  healthBadge,
  healthDocument,
  healthMarker,
  healthMetrics,
  healthPage,
  healthText,
  periodDocument,
  renderHealth,
  type TextStyle,
} from '../../report/report.ts'
import { namesSome } from '../../words/words.ts'
import { redactAll, type World } from '../../world.ts'
import { readHealth } from '../health/health.ts'
import type { Options } from '../option.ts'
import { openReview, tolerate } from '../plan/pull-request.ts'
import { pathFrom } from '../project/policy-file.ts'
import { openProject } from '../project/project.ts'
import { requireStore } from '../project/stores/open-stores.ts'
import type { Run } from '../result.ts'
import { writeEvidence } from './evidence.ts'
import { replaceFile } from './file.ts'
import { printPdf } from './pdf.ts'
import { spanFrom } from './period.ts'
import { publish } from './publish.ts'
import { runbookOf } from './runbook.ts'

/** The health of every source. It informs: what is unwell does not fail it unless that is asked for, only what cannot be looked at. */
export const report: Run = async (world, options) => {
  const failOn = failOnOf(options)
  const project = await openProject(world, options, { patience: 'short' })
  const { policy } = project
  if (options.publish !== undefined) requireStore(policy, options.publish)
  const span = spanFrom(options, policy.timezone, world.now())
  const { health, catalogs, problems } = await readHealth(project, options)
  for (const name of ['html', 'badge', 'prometheus'] as const) {
    const path = options[name]
    if (path !== undefined) await replaceFile(pathFrom(world.cwd, path), renderers[name](health), name)
  }
  const refused = await publish(project, options, health)
  const plan = options.runbook === undefined ? undefined : await runbookOf(project, health, options)
  const printed = options.runbook === '-' ? plan : undefined
  if (plan !== undefined && options.runbook !== undefined && printed === undefined)
    await replaceFile(pathFrom(world.cwd, options.runbook), plan, 'runbook')
  // Before anything is made of it, as the health data are.
  const period = span && redactAll(judgePeriod(health, catalogs, span), world.redact)
  await writeDocuments(world, options, period ? periodDocument(period) : healthDocument(health))
  if (options.evidence !== undefined) await writeEvidence(project, options.evidence, health, catalogs)
  if (options.comment) await comment(world, health)
  const worse = failOn && tooBad(health, failOn)
  const told = { problems: [...problems, ...refused, ...(worse ? [worse] : [])] }
  if (period) {
    const markdown = documentMarkdown(periodDocument(period))
    return { json: period, text: () => printed ?? markdown, markdown, ...told }
  }
  const markdown = renderHealth(health)
  const text = ({ detail = 'usual' }: TextStyle) =>
    printed ?? (options.markdown ? markdown : healthText(health, detail))
  return { json: health, text, markdown, ...told }
}

async function writeDocuments({ cwd }: World, options: Options, document: Document): Promise<void> {
  const { pdf, 'markdown-file': markdown } = options
  if (markdown !== undefined) await replaceFile(pathFrom(cwd, markdown), documentMarkdown(document), 'markdown-file')
  if (pdf !== undefined) await replaceFile(pathFrom(cwd, pdf), await printPdf(document), 'pdf')
}

const renderers = { html: healthPage, badge: healthBadge, prometheus: healthMetrics } as const

const levels = ['warning', 'bad'] as const
type FailOn = (typeof levels)[number]

function failOnOf({ 'fail-on': said }: Options): FailOn | undefined {
  if (said === undefined) return undefined
  const found = levels.find((level) => level === said)
  if (found) return found
  throw new Problem('usage', `--fail-on ${JSON.stringify(said)} is not a state`, {
    hint: 'Write --fail-on bad, or --fail-on warning, which fails on both.',
  })
}

/** Of what nothing could be read, nobody knows that it is well. */
const failing: Readonly<Record<FailOn, readonly Health['state'][]>> = {
  warning: ['warning', 'unknown', 'bad'],
  bad: ['unknown', 'bad'],
}

function tooBad(health: Health, failOn: FailOn): Problem | undefined {
  const { project, state, sources, stores } = health
  if (!failing[failOn].includes(state)) return undefined
  const names = [
    ...sources.filter((source) => failing[failOn].includes(source.state)).map(({ source }) => source),
    ...stores.filter((store) => failing[failOn].includes(store.state)).map(({ store }) => store),
  ]
  const whose = names.length > 0 ? `: ${namesSome(names)}` : ''
  return new Problem(
    'gate-unmet',
    `the health of ${project} is ${state}${whose}; --fail-on ${failOn} asks for better`,
    {
      hint: 'The findings of the report say what to do; `report --json` has them with their codes.',
    },
  )
}

/** One comment of the pull request, which later runs replace; what GitHub refuses is said, and the report stands. */
async function comment(world: World, health: Health): Promise<void> {
  const review = await openReview(world)
  if (!review)
    throw new Problem('usage', '--comment needs a workflow of a pull request', {
      hint: 'Leave it out, or run it in a workflow with on: pull_request.',
    })
  if (!review.comments) return
  const marker = healthMarker(health.project)
  const body = renderHealth(health, commentMaxLength - marker.length - 1)
  const notes: string[] = []
  await tolerate(notes, () => putStickyComment(review.api, review.pull, marker, body))
  for (const note of notes) world.log.warning(note)
}
