export { type Bulletin, bulletinText, headline } from './bulletin.ts'
export { drillsOf, issueBody, issueComment, issueMarker, issueTitle, keysOf, type OpenAlert } from './issue.ts'
export { type MailText, renderMail } from './mail.ts'
export { webhookBody } from './webhook.ts'
