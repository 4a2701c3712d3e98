import { describe, expect, it } from 'vitest'
import { mistakes, parse, policyText } from './example.ts'
import { type Case, describeMistakes } from './mistake-case.ts'

const orders = 'sources:\n  orders: { engine: sqlite, path: app.sqlite, schedule: "0 2 * * *" }'
const withTop = (lines: string, sources = orders) =>
  policyText({ top: `version: 1\nproject: shop\ntimezone: Europe/Stockholm\n${lines}`, sources })

describe('alerts of a policy', () => {
  it('need three lines: rules by name, and one channel', () => {
    const policy = parse(withTop('alerts: [failed, not-run-for: 24h]\nnotify:\n  github-issue: true'))
    expect(policy.sources['orders']?.alerts).toEqual({ failed: true, notRunForMs: 86_400_000 })
    expect(policy.notify).toEqual({
      channels: [{ kind: 'github-issue', name: 'github-issue', labels: ['backproof'] }],
      times: { remindMs: 86_400_000 },
    })
  })

  it('are the usual ones where only channels are named', () => {
    const policy = parse(withTop('notify: { webhook: { url: "${HOOK}", style: slack } }'))
    expect(policy.sources['orders']?.alerts).toEqual({
      failed: true,
      proofFailed: true,
      rpoMissed: true,
      rtoMissed: true,
      scheduleDead: true,
      degraded: true,
      anomaly: true,
    })
  })

  it('can be changed by a source with a map, and replaced with a list', () => {
    const sources = [
      'sources:',
      '  a: { engine: sqlite, path: a, alerts: { not-run-for: 2h, failed: false, too-large: true } }',
      '  b: { engine: sqlite, path: b, alerts: [too-small: 30%] }',
      '  c: { engine: sqlite, path: c, alerts: [] }',
    ].join('\n')
    const policy = parse(withTop('alerts: [failed, degraded]\nnotify: { github-issue: true }', sources))
    expect(Object.values(policy.sources).map(({ alerts }) => alerts)).toEqual([
      { degraded: true, notRunForMs: 7_200_000, tooLarge: 2 },
      { tooSmall: 0.3 },
      {},
    ])
  })

  it('do not have a rule that a list switches off, which then needs nothing', () => {
    const policy = parse(
      withTop('alerts: [failed: false, rpo-missed: false, degraded]\nnotify: { github-issue: true }'),
    )
    expect(policy.sources['orders']?.alerts).toEqual({ degraded: true })
  })

  it("have quiet hours in the policy's time zone, and reminders", () => {
    const alerts =
      'alerts: { failed: true, remind: never, quiet-hours: { from: "22:00", to: "06:30", except: [failed] } }'
    expect(parse(withTop(`${alerts}\nnotify: { github-issue: true }`)).notify?.times).toEqual({
      quiet: { fromMinute: 1320, toMinute: 390, timezone: 'Europe/Stockholm', except: ['failed'] },
    })
  })

  it('are of nobody without notify', () => {
    expect(parse(policyText()).sources['app']).not.toHaveProperty('alerts')
  })

  it('are sent to several webhooks, each by its own name, with addresses from the environment', () => {
    const policy = parse(
      withTop(
        'notify:\n  webhook: [{ url: "${A}" }, { url: "${B}", style: teams, name: ops }, { url: "${C}" }]\n  ping: ${P}\n  mail: { server: "smtp://bot:${PW}@mail.example.com", from: a@b.example, to: [c@d.example] }',
      ),
      { A: 'https://a', B: 'https://b', PW: 'pw' },
    )
    expect(policy.notify?.channels.map(({ name }) => name)).toEqual(['webhook', 'ops', 'webhook-3', 'mail'])
    expect(policy.notify?.ping?.url.template).toBe('${P}')
    const mail = policy.notify?.channels.at(-1)
    expect(mail?.kind === 'mail' && mail.server.reveal()).toBe('smtp://bot:pw@mail.example.com')
  })
})

const notify = 'notify: { github-issue: true }'
const s3 = 'stores:\n  bucket: { s3: { bucket: shop-backups, region: eu-north-1 } }'
const cases: readonly Case[] = [
  [
    'a rule of stores in a source',
    withTop(notify, 'sources:\n  orders: { engine: sqlite, path: a, alerts: { «storage-low»: true } }'),
    'sources.orders.alerts.storage-low is of stores, not of a source',
  ],
  [
    'room that no store tells of',
    policyText({ top: `version: 1\nproject: shop\nalerts: { «storage-low»: 5GiB }\n${notify}`, stores: s3 }),
    'alerts.storage-low would never alert: no store is a directory, and S3 does not tell how much is free',
  ],
  [
    'a rule of the whole policy in a source',
    withTop(notify, 'sources:\n  orders: { engine: sqlite, path: a, alerts: { «drill-overdue»: true } }'),
    'sources.orders.alerts.drill-overdue is of the whole policy, not of a source',
  ],
  [
    'a rule of drills without one',
    withTop(`drills: { partial: never }\nalerts: { «drill-overdue»: true }\n${notify}`),
    'alerts.drill-overdue would never alert: the policy asks for no drill',
    'Set drills',
  ],
  [
    'a rule that is misspelt',
    withTop(`alerts: [«faild»]\n${notify}`),
    'alerts[0] must be the name of a rule, not "faild"; did you mean failed?',
  ],
  [
    'a rule that is misspelt in a map',
    withTop(`alerts: { «faild»: true }\n${notify}`),
    'alerts.faild is not a key of alerts; did you mean failed?',
  ],
  [
    'a rule without its value',
    withTop(`alerts: [«not-run-for»]\n${notify}`),
    'alerts[0] needs a duration',
    'Write not-run-for: 24h.',
  ],
  [
    'the age of keys where nothing says how old they may be',
    withTop(`alerts: [failed, «key-rotation-due»]\n${notify}`),
    'alerts[1] would never alert: the policy does not say how long a key may be in use',
    'Set encryption: { rotate-every: 90d }',
  ],
  ['alerts that reach nobody', withTop('«alerts»: [failed]'), 'alerts would reach nobody', 'Add notify'],
  ['alerts of a ping alone', withTop('«alerts»: [failed]\nnotify: { ping: "${P}" }'), 'alerts would reach nobody'],
  [
    'a rule without its objective',
    withTop(`alerts: { «rpo-missed»: true }\n${notify}`),
    'alerts.rpo-missed would never alert: orders has no objectives.rpo',
    'Set objectives.rpo',
  ],
  [
    'quiet hours without an end',
    withTop(`alerts: { failed: true, «quiet-hours»: { from: "08:00", to: "08:00" } }\n${notify}`),
    'alerts.quiet-hours ends when it begins, so it would hold back everything for ever',
  ],
  [
    'a time of day that is none',
    withTop(`alerts: { failed: true, quiet-hours: { from: «"25:00"», to: "08:00" } }\n${notify}`),
    'alerts.quiet-hours.from must be a time of day such as "22:00", not "25:00"',
  ],
  [
    'the address of a webhook in the file',
    withTop('notify: { webhook: { url: «"https://hooks.example/T0/secret"» } }'),
    'notify.webhook.url is a secret written into the file',
    'Write ${WEBHOOK_URL}',
  ],
  [
    'the address of a ping in the file',
    withTop('notify: { ping: «"https://hc.example/uuid"» }'),
    'notify.ping is a secret written into the file',
  ],
  [
    'a password in the file',
    withTop('notify: { mail: { server: «"smtp://bot:geheim@mail.example"», from: a@b.c, to: a@b.c } }'),
    'notify.mail.server has a password written into the file',
    'Write server: ${NAME}, or smtps://backup:${PASSWORD}@mail.example.com:465,',
  ],
  [
    'a recipient with a header in it',
    withTop('notify: { mail: { server: "${SMTP}", from: a@b.c, to: «"a@b.c, x@y.z"» } }'),
    'notify.mail.to must be a mail address such as ops@example.com, not "a@b.c, x@y.z"',
  ],
  [
    'a style that is misspelt',
    withTop('notify: { webhook: { url: "${A}", style: «slak» } }'),
    'notify.webhook.style must be one of json, slack, discord, teams, not "slak"; did you mean slack?',
  ],
  [
    'a channel that is misspelt',
    withTop('notify: { «github-isue»: true }'),
    'notify.github-isue is not a key of notify; did you mean github-issue?',
  ],
  [
    'two webhooks of one name',
    withTop('notify:\n  «webhook»: [{ url: "${A}", name: x }, { url: "${B}", name: x }]'),
    'notify.webhook has two that are called x',
  ],
  [
    "a token of the runner as a webhook's address",
    withTop('notify: { webhook: { url: «"${GITHUB_TOKEN}"» } }'),
    'notify.webhook.url uses ${GITHUB_TOKEN}, which is a secret of the runner or of this program',
  ],
]
describeMistakes('of alerts', cases)

it('a mistake never repeats an address', () => {
  const [found] = mistakes(withTop('notify: { webhook: { url: "https://hooks.example/T0/secret" } }'))
  expect(JSON.stringify(found)).not.toContain('hooks.example')
})
