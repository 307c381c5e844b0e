"""The rules compiled from their own source: columns, codec, loops. It knows neither files nor the nation."""
