"use client";

import { useEffect, useRef, useState } from "react";

const KEY = "vezne.pos.sound";
const BEEP_SECONDS = 0.25;
const HERTZ = 880;
const LOUDNESS = 0.15;

function beep(context: AudioContext): void {
  const tone = context.createOscillator();
  const gain = context.createGain();
  gain.gain.value = LOUDNESS;
  tone.frequency.value = HERTZ;
  tone.connect(gain).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + BEEP_SECONDS);
  navigator.vibrate?.(200);
}

/** Off until somebody asks for it: one tone whenever more tries need a person than before. */
export function useBoardSound(needing: number): { isOn: boolean; toggle: () => void } {
  const [isOn, setOn] = useState(false);
  const audio = useRef<AudioContext | undefined>(undefined);
  const before = useRef(needing);
  useEffect(() => setOn(localStorage.getItem(KEY) === "on"), []);
  useEffect(() => {
    if (isOn && needing > before.current) {
      audio.current ??= new AudioContext();
      beep(audio.current);
    }
    before.current = needing;
  }, [isOn, needing]);
  const toggle = () => {
    // A browser lets sound out only after a press.
    if (!isOn) audio.current ??= new AudioContext();
    localStorage.setItem(KEY, isOn ? "off" : "on");
    setOn(!isOn);
  };
  return { isOn, toggle };
}
