import { z } from 'zod'
import { expected, judged, line, map, secretText, serverUrl } from '../value/leaf.ts'
import { namePattern } from '../value/name.ts'
import { webhookStyles } from './model.ts'

const insecure = z
  .literal(true, expected('true'))
  .optional()
  .describe('True: it is meant that everything on the way can read it.')

/** One address and nothing else: whatever stands behind it is another recipient, or a header. */
const mailAddress = z
  .string(expected('a mail address such as ops@example.com'))
  .regex(
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}$/,
    expected('a mail address such as ops@example.com'),
  )

const webhook = map('a webhook', {
  name: z
    .string(expected('a name such as oncall'))
    .regex(namePattern, expected('a name such as oncall'))
    .optional()
    .describe('What reports call it. Default: webhook.'),
  url: secretText('WEBHOOK_URL').describe(
    'Where it is posted to: a variable of the environment, for who knows it can post.',
  ),
  style: z
    .enum(webhookStyles, expected(`one of ${webhookStyles.join(', ')}`))
    .optional()
    .describe('What the receiver reads.')
    .meta({ default: 'json' }),
  insecure,
})

export const notifyShape = judged(
  map('notify', {
    'github-issue': z
      .union(
        [
          z.literal(true),
          map('github-issue', {
            labels: z
              .array(
                judged(line('the name of a label'), (text) =>
                  text.length <= 50 && !text.includes(',')
                    ? undefined
                    : { message: 'must be a label of at most 50 characters, without a comma' },
                ),
                expected('a list of labels'),
              )
              .min(1, expected('a list of at least one label'))
              .max(10, expected('at most 10 labels'))
              .optional()
              .describe('Labels of the issues; the first is how they are found again.')
              .meta({ default: ['backproof'] }),
          }),
        ],
        expected('true, or a map with labels'),
      )
      .optional()
      .describe('One rolling issue per source, in the repository of the workflow.'),
    webhook: z
      .union(
        [
          webhook,
          z
            .array(webhook, expected('a list of webhooks'))
            .min(1, expected('at least one webhook'))
            .max(10, expected('at most 10 webhooks')),
        ],
        expected('a map with url and style, or a list of such maps'),
      )
      .optional()
      .describe('A message is posted to each of these.'),
    mail: map('mail', {
      server: serverUrl({ schemes: ['smtps', 'smtp'], example: 'backup@mail.example.com:465', key: 'server' }).describe(
        'The SMTP server: smtps (TLS), or smtp (STARTTLS).',
      ),
      from: mailAddress.describe('Sender.'),
      to: z
        .union(
          [
            mailAddress,
            z
              .array(mailAddress, expected('a list of mail addresses'))
              .min(1, expected('at least one mail address'))
              .max(50, expected('at most 50 mail addresses')),
          ],
          expected('a mail address, or a list of them'),
        )
        .describe('Recipients.'),
      insecure,
    })
      .optional()
      .describe('A message by mail.'),
    ping: z
      .union(
        [secretText('PING_URL'), map('ping', { url: secretText('PING_URL').describe('Its address.'), insecure })],
        expected('${PING_URL}, or a map with url'),
      )
      .optional()
      .describe("Address of a dead man's switch: run asks for /start, then for it or /fail (Healthchecks)."),
  }),
  (value) =>
    Object.keys(value).length === 0
      ? { message: 'names no channel', hint: 'Write github-issue: true, webhook, mail or ping.' }
      : undefined,
)

export type NotifyInput = z.output<typeof notifyShape>
