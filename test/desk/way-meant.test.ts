import { saysBackToGuide, wayMeant } from "../../src/desk/way-meant";

const LAMP = ["Yes, it is green", "It is orange", "It's off", "I don't know where it is"];

test.each([
  ["Yes, it is green", 0],
  ["yes it is green!!", 0],
  ["YES", 0],
  ["it is orange now, thanks", 1],
  ["ok, it's off", 2],
  ["it’s off", 2],
  ["don't know where", 3],
  ["I do not know where it is", 3],
  ["it is off", 2],
  ["it's orange", 1],
  ["1", 0],
  ["2.", 1],
  ["the third one", 2],
  ["option 4", 3],
  ["the 2nd", 1],
  ["green", 0],
  ["orange!", 1],
  ["off", 2],
  ["its off", 2],
  ["dont know where", 3],
  ["it is ornage", 1],
  ["yes it is gren", 0],
  ["the thrid one", 2],
  ["optoin 4", 3],
  ["oranje", 1],
  ["number two", undefined],
])("%p is choice %p", (text, way) => {
  expect(wayMeant(LAMP, text)).toEqual(way === undefined ? undefined : { way });
});

test.each(["no", "nope", "not sure", "it is", "0", "5", "the tenth"])("%p is asked back", (text) => {
  expect(wayMeant(LAMP, text)).toBe("unclear");
});

test.each(["back", "go back", "One step back", "step back please", "previous"])(
  "%p is a step back",
  (text) => {
    expect(wayMeant(LAMP, text)).toBe("back");
  },
);

test.each([
  "it is not orange",
  "I forgot my password",
  "my back hurts",
  "is",
  "greens",
  "greet",
  "bakc",
  "it",
  "",
  "🙂",
  "the lamp is green but there is still no internet",
])("%p is no choice", (text) => {
  expect(wayMeant(LAMP, text)).toBeUndefined();
});

test("a word that several choices have is asked back", () => {
  expect(wayMeant(["Others are offline", "Only I am offline"], "offline")).toBe("unclear");
});

test.each([
  ["it is not working", ["It is now working", "It hums"], undefined],
  ["it is lockde", ["It is locked", "It is looked at"], { way: 0 }],
  ["it is loked", ["It is locked", "It is looked"], undefined],
  ["printer", ["It printed"], undefined],
  ["others is offline", ["Others are offline"], undefined],
  ["other are offline", ["Others are offline"], { way: 0 }],
  ["it works ther", ["It works there"], { way: 0 }],
])("one wrong letter of a longer word is read over, and nothing is guessed: %p", (text, labels, meant) => {
  expect(wayMeant(labels, text)).toEqual(meant);
});

test.each([
  ["green", ["It is not green", "It is off"], undefined],
  ["working", ["It is not working", "It hums"], undefined],
  ["page opens", ["It is connected, but no page opens", "It hums"], undefined],
  ["phone is online", ["The phone is online, the laptop is not", "It hums"], { way: 0 }],
  ["not working", ["It is not working", "It hums"], { way: 0 }],
  ["nothing", ["Nothing happens", "It hums"], { way: 0 }],
  ["green", ["It is not green", "It is green"], { way: 1 }],
])("%p of %j: a word that a choice denies does not mean that choice", (text, labels, meant) => {
  expect(wayMeant(labels, text)).toEqual(meant);
});

test("what one choice says whole is that one, also when another begins alike", () => {
  expect(wayMeant(["It works", "It works, but slowly"], "it works")).toEqual({ way: 0 });
  expect(wayMeant(["It works for me", "It works, but slowly"], "it works")).toBe("unclear");
});

test("a choice that is a number goes before the number of a choice", () => {
  expect(wayMeant(["2", "1"], "1")).toEqual({ way: 1 });
});

test("at a step without choices only a step back means something", () => {
  expect(wayMeant([], "back")).toBe("back");
  expect(wayMeant([], "yes")).toBeUndefined();
});

test.each([
  ["back to the guide", true],
  ["Let's go back to the guide, please!", true],
  ["continue the guide", true],
  ["where is the guide for parents?", false],
])("%p: back to the guide? %p", (text, is) => {
  expect(saysBackToGuide(text)).toBe(is);
});
