import type { Health, HealthState, SourceHealth } from '../../judge/judge.ts'
import { oneLine, sparkline, table } from '../../words/words.ts'
import { cellsOf, healthLine, kindOf, otherFindings, sizesOf, worstFirst } from '../markdown/markdown.ts'
import { advice } from '../phrase.ts'

const signs: Readonly<Record<HealthState, string>> = { good: '✓', warning: '!', bad: '✗', unknown: '?' }

/** The health for a terminal; ends without a newline. */
export function healthText(health: Health, detail: 'quiet' | 'usual' | 'verbose' = 'usual'): string {
  const blocks = worstFirst(health.sources).map((source) => {
    if (detail !== 'verbose' && source.state === 'good' && source.findings.length === 0) return wellLine(source, health)
    const sizes = sizesOf(source)
    const bars = sizes.length > 1 ? [['sizes', sparkline(sizes)]] : []
    const { newest } = source.backups
    const rows = [...(newest ? [['newest', newest.id]] : []), ...Object.entries(cellsOf(source, health)), ...bars]
    return [
      `${signs[source.state]} ${oneLine(source.source, 200)} (${oneLine(kindOf(source), 200)})`,
      table(rows.map(([name = '', text = '']) => [`  ${name}`, oneLine(text)])),
      ...source.findings.map((finding) => `  ${finding.level}: ${oneLine(advice(finding), 1500)}`),
    ].join('\n')
  })
  const head = [
    oneLine(healthLine(health)),
    ...otherFindings(health).map((one) => `${one.level}: ${oneLine(advice(one), 700)}`),
  ]
  return [head.join('\n'), ...spaced(blocks)].join('\n')
}

/** A line between blocks; none between sources of one line. */
function spaced(blocks: readonly string[]): readonly string[] {
  return blocks.map((block, i) =>
    i > 0 && !block.includes('\n') && !blocks[i - 1]?.includes('\n') ? block : `\n${block}`,
  )
}

/** "✓ orders (postgres) age 2 h of 1 d; restore passed 3 h ago; 12 backups, 40.0 MiB sealed" */
function wellLine(source: SourceHealth, health: Health): string {
  const { age, log, proofs, kept } = cellsOf(source, health)
  const proven = source.proofs.length > 0 ? proofs : 'not proven yet'
  return oneLine(
    `${signs.good} ${source.source} (${source.engine}) age ${age}; ${proven}; ${kept}${log === undefined ? '' : `; log: ${log}`}`,
  )
}
