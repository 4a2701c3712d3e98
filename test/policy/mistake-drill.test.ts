import { expect, it } from 'vitest'
import { parse, policyText, withPostgres } from './example.ts'
import { type Case, describeEditor, describeMistakes } from './mistake-case.ts'

const usual = 'image: shop:2, port: 80, answers: [{ path: / }]'
const mistakes: readonly Case[] = [
  [
    'an application without a port',
    withPostgres('drill: { «application»: { image: shop:2, answers: [{ path: / }] } }'),
    'sources.orders.drill.application.port is missing',
  ],
  [
    'an answer at an address in place of a path',
    withPostgres('drill: { application: { image: shop:2, port: 80, answers: [{ path: «"http://shop/"» }] } }'),
    'sources.orders.drill.application.answers[0].path must be a path such as /health, not "http://shop/"',
  ],
  [
    "an application that is given the runner's secrets",
    withPostgres(`drill: { application: { ${usual}, env: { A: «"\${BACKPROOF_SECRET_KEY}"» } } }`),
    'sources.orders.drill.application.env.A uses ${BACKPROOF_SECRET_KEY}, which is a secret of the runner or of this program',
  ],
  [
    "a variable that docker's own client reads",
    withPostgres(`drill: { application: { ${usual}, env: { DOCKER_HOST: «x» } } }`),
    'sources.orders.drill.application.env.DOCKER_HOST is read by docker itself',
  ],
  [
    'an application of every database of a server',
    policyText({
      sources: `sources:\n  orders: { engine: postgres, url: "\${URL}", databases: all, drill: { «application»: { ${usual} } } }`,
    }),
    'sources.orders.drill.application cannot be of databases: an application is started on one of them',
    'Give the database a source of its own, with the application.',
  ],
  [
    'an application of a source that no program can be given',
    policyText({ sources: 'sources:\n  keys: { engine: environment, variables: [A], «drill»: {} }' }),
    'sources.keys.drill is not a key of an environment source',
  ],
]

describeMistakes('in drill', mistakes)
describeEditor('in drill', mistakes, [
  "an application that is given the runner's secrets",
  "a variable that docker's own client reads",
  'an application of every database of a server',
])

it('an application has its defaults, and its variables stay secret until they are used', () => {
  const text = withPostgres(`drill: { application: { ${usual}, env: { TOKEN: "\${TOKEN}", MODE: drill } } }`)
  const { application } = parse(text, { TOKEN: 'very-secret' }).sources['orders'] ?? {}
  expect(application).toMatchObject({
    ...{ command: [], mount: '/restored', withinMs: 120_000, answers: [{ path: '/', status: 200 }] },
  })
  expect(JSON.stringify(application)).not.toContain('very-secret')
  expect(application?.env['TOKEN']?.reveal()).toBe('very-secret')
})
