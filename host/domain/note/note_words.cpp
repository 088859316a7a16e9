#include "domain/note/note_words.h"

namespace rounds::domain {

const GreetingWords& greeting_words() {
  static const GreetingWords words;
  return words;
}

const NameFormWords& name_form_words() {
  static const NameFormWords words;
  return words;
}

const SpeechWords& speech_words() {
  static const SpeechWords words;
  return words;
}

}  // namespace rounds::domain
