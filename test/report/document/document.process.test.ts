import { describe, expect, test } from 'vitest'
import { printPdf } from '../../../src/command/report/pdf.ts'
import { documentMarkdown, healthDocument, healthPage } from '../../../src/report/report.ts'
import { formatBytes, formatCount, formatDuration } from '../../../src/words/words.ts'
import { health, hostile, orders, primary, replaceTexts } from '../health-sample.ts'
import { pdfText, solid } from './pdf-text.ts'

/** Text of Markdown or HTML as a person sees it. */
const seen = (text: string) =>
  text
    .replace(/<!--.*?-->/g, '')
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)))
    .replaceAll('&amp;', '&')

describe('the same health', () => {
  test('has the same numbers as JSON, Markdown, PDF and page', async () => {
    const json = JSON.parse(JSON.stringify(health)) as typeof health
    const document = healthDocument(health)
    const pdf = await pdfText(await printPdf(document))
    const markdown = solid(seen(documentMarkdown(document)))
    const page = solid(seen(healthPage(health)))
    const [source] = json.sources
    if (!source) throw new Error('no source')
    const { rpo, rto } = source.objectives
    const everywhere = [
      json.project,
      formatCount(json.totals.backups),
      formatBytes(source.backups.bytes),
      formatDuration(rpo.ageMs ?? 0),
      formatDuration(rpo.targetMs ?? 0),
      formatDuration(rto.measuredMs ?? 0),
      formatBytes(json.stores[0]?.room?.freeBytes ?? 0),
      json.stores[0]?.cost?.perMonth.toFixed(2) ?? '',
      ...json.sources.flatMap(({ findings }) => findings.map(({ message }) => message)),
      ...json.stores.flatMap(({ findings }) => findings.map(({ message }) => message)),
    ]
    for (const value of everywhere) {
      expect(value).not.toBe('')
      for (const text of [pdf.solid, markdown, page]) expect(text).toContain(solid(value))
    }
    const onPaper = [
      formatCount(json.totals.bytes),
      formatCount(json.totals.storedBytes),
      source.lastSuccess?.id ?? '',
      ...source.history.proofs.filter(({ level }) => level === 'restore').map(({ id }) => id),
      `orders/manifests/${source.lastSuccess?.id}.json`,
      ...source.encryption.recipients.map(({ fingerprint }) => fingerprint),
      '96.7 % of 30',
    ]
    for (const value of onPaper) for (const text of [pdf.solid, markdown]) expect(text).toContain(solid(value))
    // Every row of the objectives says whether it is met, as the data do.
    const words = [
      'orders',
      'bad',
      '7 h of 2 h',
      'NOT MET',
      '2 m of 2 m 30 s',
      'met',
      '2 of 2',
      'met',
      '5 h of 8 d',
      'met',
    ]
    for (const text of [pdf.solid, markdown.replaceAll('|', '')]) expect(text).toContain(solid(words.join('')))
  })

  test('tells restores that people asked for, tests, drills and other versions apart, in Markdown, PDF and page', async () => {
    const document = healthDocument(health)
    const pdf = (await pdfText(await printPdf(document))).solid
    const markdown = solid(seen(documentMarkdown(document)))
    const page = solid(seen(healthPage(health)))
    const [failed, completed] = orders.restores?.recent ?? []
    const everywhere = [
      'ida',
      'bob',
      failed?.into ?? '',
      completed?.backup ?? '',
      failed?.problem?.message ?? '',
      completed?.compared ?? '',
      'postgres:19',
      'Ada Lovelace',
      'the comparison failed',
      'list restores: connection refused',
    ]
    for (const value of everywhere) {
      expect(value).not.toBe('')
      for (const text of [pdf, markdown, page]) expect(text).toContain(solid(value))
    }
    const heads = ['Test restores', 'Restores that somebody asked for', 'Restores on another version', 'Drills']
    for (const text of [pdf, markdown]) {
      const places = heads.map((head) => text.indexOf(solid(head)))
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      expect(places[0]).toBeGreaterThan(0)
    }
    for (const head of ['Test restores', 'Restores that somebody asked for', 'Restores on another version', 'Drills,'])
      expect(page).toContain(solid(head))
  })

  test('makes the same bytes of PDF again, dated by its data', async () => {
    const [one, other] = [await printPdf(healthDocument(health)), await printPdf(healthDocument(health))]
    expect(Buffer.compare(one, other)).toBe(0)
    const { info } = await pdfText(one)
    expect(info).toMatchObject({ Title: 'Backups of shop', CreationDate: 'D:20261123090000Z' })
  })

  test('with other data makes other bytes', async () => {
    const other = { ...health, sources: [{ ...orders, source: 'others' }] }
    expect(Buffer.compare(await printPdf(healthDocument(health)), await printPdf(healthDocument(other)))).not.toBe(0)
  })
})

describe('hostile names', () => {
  test('do no harm in Markdown, and leave every table whole', () => {
    const text = documentMarkdown(healthDocument(replaceTexts(health, hostile)))
    expect(Buffer.byteLength(text)).toBeLessThan(1 << 20)
    expect(text).not.toMatch(/<img|<\/?script|\]\(https?:|\*\*d\*\*|[\u0000-\u0009\u000b-\u001f\u007f\u202e\u2066]/)
    expect(text).not.toMatch(/^::/m)
    const pipes = (line: string) => line.split('|').length
    const lines = text.split('\n')
    for (const [i, line] of lines.entries())
      if (line.startsWith('|') && lines[i - 1]?.startsWith('|')) expect(pipes(line)).toBe(pipes(lines[i - 1] ?? ''))
  })

  test('do no harm in a PDF: only text, no action, no address, and what the font lacks by its number', async () => {
    const bytes = await printPdf(healthDocument(replaceTexts(health, hostile)))
    const raw = Buffer.from(bytes).toString('latin1')
    for (const name of ['/JavaScript', '/JS', '/URI', '/Launch', '/OpenAction', '/EmbeddedFile', '/AA'])
      expect(raw).not.toContain(name)
    const { solid: text, pages, right } = await pdfText(bytes)
    // No word is so long that it leaves the page.
    expect(right).toBeLessThan(0.97)
    expect(text).toContain('\\u{65e5}\\u{672c}\\u{8a9e}')
    expect(text).toContain('onerror=alert(1)')
    expect(text).not.toMatch(/\u202e|\u2066/)
    expect(pages).toBeLessThan(60)
  })

  test('of other scripts stand in a PDF as they are', async () => {
    const names = ['zamówienia', 'заказы', 'παραγγελίες', 'հավելված']
    const sources = names.map((source) => ({ ...orders, source }))
    const { solid: text } = await pdfText(await printPdf(healthDocument({ ...health, sources })))
    for (const name of names) expect(text).toContain(name)
  })

  test('of a store appear once for each place, and no number of it changes', async () => {
    const { solid: text } = await pdfText(await printPdf(healthDocument({ ...health, stores: [primary] })))
    expect(text).toContain(solid('/srv/backups reached 40 backups, 4.5 GiB'))
  })
})
