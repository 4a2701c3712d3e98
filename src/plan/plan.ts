export { countDue, cronFault, lastDue, nextDue } from './cron.ts'
