import { logContract } from './contract.ts'
import { memoryLog } from './memory.ts'

logContract('in memory', memoryLog)
