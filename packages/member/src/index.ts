// One organisation's database behind the contract: as executors, as a server, as commands.
export { memberCommand } from './command.ts';
export { createMember, type Member, type MemberOptions } from './member.ts';
export { type Served, type ServeOptions, serveMember, serveMembers } from './serve.ts';
