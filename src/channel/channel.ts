/** Where alerts go: each call is one message, within a time limit of its own. */
export { channelLimitMs, type SendOptions } from './contract.ts'
export { type Mail, sendMail } from './mail.ts'
export { type PingMoment, ping } from './ping.ts'
export { post, type Request } from './request.ts'
