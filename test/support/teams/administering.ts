/** What else can happen to a tenant? The app installed and removed, channels and teams renamed and deleted, people coming and going. */
import { wrap } from "./envelope";
import { APP, personOf, type Json, type Person, type Room, type Team, type World } from "./world";

export type Admin = {
  /** Into somebody's personal apps, a team, or a group chat. */
  install(where: string): void;
  uninstall(where: string): void;
  renameChannel(channel: string, name: string): void;
  deleteChannel(channel: string): void;
  restoreChannel(channel: string): void;
  renameTeam(team: string, name: string): void;
  deleteTeam(team: string): void;
  addMember(team: string, account: string): void;
  removeMember(team: string, account: string): void;
  /** Whether the app hears every message of a team's channels. */
  consent(team: string, given: boolean): void;
  changePerson(account: string, change: Partial<Pick<Person, "name" | "email" | "installed">>): void;
};

export function administer(world: World): Admin {
  const somebody = (): Person => personOf(world, [...world.people.keys()][0] ?? "");
  const teamCalled = (id: string): Team => {
    const team = world.teams.get(id);
    if (!team) throw new Error(`There is no team ${id}`);
    return team;
  };
  const roomCalled = (id: string): Room => {
    const room = world.rooms.get(world.people.get(id)?.chat ?? id);
    if (!room) throw new Error(`There is no channel or chat ${id}`);
    return room;
  };
  /** Told in a team's General channel. */
  const roomOf = (team: Team): Room => ({ ...roomCalled(roomsOf(world, team)[0]?.id ?? ""), id: team.id });
  const tell = (room: Room, more: Json, by = somebody()): void =>
    world.tell(wrap(world, room, by, { id: world.newId("f:"), ...more }));
  const update = (room: Room, eventType: string, more: Json = {}, by = somebody()): void =>
    tell(room, { type: "conversationUpdate", channelData: { eventType }, ...more }, by);
  const install = (where: string, isThere: boolean): void => {
    const team = world.teams.get(where);
    const room = team ? roomOf(team) : roomCalled(where);
    const person = world.people.get(where);
    const by = person ?? somebody();
    if (team) team.installed = isThere;
    else room.installed = isThere;
    if (person) person.installed = isThere;
    tell(room, { type: "installationUpdate", action: isThere ? "add" : "remove" }, by);
    const bot = [{ id: world.bot }];
    if (isThere) update(room, team ? "teamMemberAdded" : "", { membersAdded: bot }, by);
    else if (team) update(room, "teamMemberRemoved", { membersRemoved: bot }, by);
  };
  const change = (id: string, eventType: string, act: (room: Room) => void): void => {
    act(roomCalled(id));
    update(roomCalled(id), eventType);
  };

  return {
    install: (where) => install(where, true),
    uninstall: (where) => install(where, false),
    renameChannel: (id, name) => change(id, "channelRenamed", (room) => (room.name = name)),
    deleteChannel: (id) => change(id, "channelDeleted", (room) => (room.deleted = true)),
    restoreChannel: (id) => change(id, "channelRestored", (room) => (room.deleted = false)),
    renameTeam(id, name) {
      teamCalled(id).name = name;
      update(roomOf(teamCalled(id)), "teamRenamed");
    },
    deleteTeam(id) {
      teamCalled(id).deleted = true;
      update(roomOf(teamCalled(id)), "teamDeleted");
    },
    addMember(id, account) {
      teamCalled(id).members.add(account);
      update(roomOf(teamCalled(id)), "teamMemberAdded", { membersAdded: [memberOf(world, account)] });
    },
    removeMember(id, account) {
      teamCalled(id).members.delete(account);
      update(roomOf(teamCalled(id)), "teamMemberRemoved", { membersRemoved: [memberOf(world, account)] });
    },
    consent: (id, given) => void (teamCalled(id).consent = given),
    changePerson: (account, to) => {
      Object.assign(personOf(world, account), to);
      if (to.installed !== undefined) roomCalled(account).installed = to.installed;
    },
  };
}

const roomsOf = (world: World, team: Team): Room[] =>
  [...world.rooms.values()].filter((room) => room.team === team);

const memberOf = (world: World, account: string): Json => ({
  id: account === APP ? world.bot : personOf(world, account).id,
  aadObjectId: account,
});
